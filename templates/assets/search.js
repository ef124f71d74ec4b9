/* The search page, on Pagefind's own interface. The index's text has Hangul decomposed, apostrophes straight and
   dashes spaced (a dash does not split words there), so a query is treated likewise. */
(function () {
  'use strict';

  var root = new URL('../', document.currentScript.src);
  var input = document.getElementById('site-search');
  var list = document.getElementById('results');
  var status = document.getElementById('search-status');
  var hint = document.getElementById('search-hint');
  var more = document.getElementById('search-more');
  var near = document.getElementById('search-near');
  var filters = document.getElementById('search-filters');
  var narrow = document.getElementById('search-narrow');
  var choices = Array.from(filters.querySelectorAll('select'));
  var PAGE = 20, PAGE_OF_MANY = 15, NEAREST = 5, FEW = 3, IN_NAME = 3, NAMED = 3;
  var ENGLISH = /^(an?|and|are|as|at|by|did|do|does|for|from|has|have|how|in|is|it|its|many|much|of|on|or|that|the|to|was|were|what|when|where|which|who|whose|why|with)$/;
  var SPOKEN = JSON.parse(list.dataset.languages), SCRIPTS = Object.keys(SPOKEN).map(function (script) {
    return { name: script, letter: new RegExp('\\p{Script=' + script + '}', 'u') };
  });
  var page = PAGE, found = [], loaded = 0, shown = 0, current = '', run = 0;
  var divided = false, counted = false, untold = false, common = new Set(), lists = {};

  if (location.protocol === 'file:') {
    status.textContent = 'Search needs a web server; “python build.py” says how to start one.';
    hint.hidden = false;
    return;
  }

  function load(path) {
    return fetch(new URL(path, root)).then(function (answer) { return answer.json(); });
  }

  /* What there is: the names of all pages, or how many lists hold them; the further parts of a large index, and the
     words that are too common to be searched in it. */
  var contents = load('search/names.json').catch(function () {
    return { parts: [], common: [], lists: 0, rows: [] };
  }).then(function (found) {
    common = new Set(found.common);
    divided = found.parts.length > 0;
    if (divided) page = PAGE_OF_MANY;
    return found;
  });

  var pagefind = Promise.all([import(new URL('pagefind/pagefind.js', root).href), contents]).then(function (loaded) {
    var module = loaded[0], parts = loaded[1].parts, options = { baseUrl: '/', excerptLength: 28 };
    return module.options(options).then(module.init).then(function () {
      return Promise.all(parts.map(function (part) { return module.mergeIndex(new URL(part, root).href, options); }));
    }).then(function () {
      // Those of a large index weigh more than all else, so that they come when they are asked for.
      return parts.length && !Object.keys(chosen()).length ? undefined : countable(module);
    }).then(function () { return module; });
  });

  function countable(module) {
    counted = true;
    return module.filters();
  }

  /* Pages with their names: the one that is called exactly what is asked for stands first, however Pagefind ranks. In a
     large site the hash of a name tells in which list it stands. */
  function names() {
    return contents.then(function (found) {
      if (!found.lists) return found.rows;
      var hash = 0;
      Array.from(words(current).join(' ')).forEach(function (letter) {
        hash = (Math.imul(31, hash) + letter.codePointAt(0)) >>> 0;
      });
      var number = hash % found.lists;
      lists[number] = lists[number] || load('search/names/' + number + '.json').catch(function () { return []; });
      return lists[number];
    });
  }

  /* All names that somebody may have meant. */
  function possible() {
    return contents.then(function (found) {
      if (found.lists && !lists.near) lists.near = load('search/near.json').catch(function () { return []; });
      return lists.near || found.rows;
    });
  }

  function called(rows) {
    var asked = words(current).join(' ');
    return rows.filter(function (row) {
      return row[4].concat(row[0]).some(function (name) { return words(name).join(' ') === asked; });
    }).map(entryOf);
  }

  function entryOf(row) {
    return { url: row[1], meta: { title: row[0], kind: row[2], names: row[4].join(', ') }, excerpt: '', lead: row[3] };
  }

  /* The names that differ from what was asked for by the fewest letters, if by few. */
  function nearest(rows) {
    var asked = words(current).join(' '), most = Math.ceil(asked.length / 4), found = [];
    rows.forEach(function (row) {
      var distances = row[4].concat(row[0]).map(function (name) { return distance(asked, words(name).join(' '), most); });
      found.push({ row: row, distance: Math.min.apply(null, distances) });
    });
    return found.filter(function (each) { return each.distance <= most; }).sort(function (a, b) {
      return a.distance - b.distance;
    }).slice(0, NEAREST).map(function (each) { return each.row; });
  }

  /* How many letters must be changed, added, left out or exchanged with their neighbours (optimal string alignment). */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    var before = [], last = Array.from({ length: other.length + 1 }, function (_, at) { return at; });
    for (var i = 1; i <= one.length; i++) {
      var row = [i];
      for (var j = 1; j <= other.length; j++) {
        var same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[other.length];
  }

  /* The name by which a page was found, where its title does not show it: “also: Pusan”. */
  function also(data) {
    var asked = words(current).join(' ');
    if (words(data.meta.title).join(' ').includes(asked)) return '';
    return (data.meta.names || '').split(', ').find(function (name) {
      return (' ' + words(name).join(' ')).includes(' ' + asked);
    }) || '';
  }

  function chosen() {
    var found = {};
    choices.forEach(function (choice) { if (choice.value) found[choice.name] = choice.value; });
    return found;
  }

  /* Offer what the results can be narrowed by; what is chosen stays. */
  function offer(counts) {
    choices.forEach(function (choice) {
      var kept = choice.value, named = (counts || {})[choice.name] || {};
      var values = Object.keys(named).filter(function (value) { return named[value] || value === kept; }).sort();
      choice.replaceChildren(new Option('All', ''));
      values.forEach(function (value) { choice.append(new Option(value, value, false, value === kept)); });
      choice.disabled = values.length < 2 && !kept;
    });
    filters.hidden = choices.every(function (choice) { return choice.disabled; });
    if (counted && document.activeElement === narrow) (choices.find(function (choice) { return !choice.disabled; }) || input).focus();
    narrow.hidden = counted || !found.length;
  }

  function normalised(text) {
    return text.normalize('NFC')
      .replace(/[\u2018\u2019\u02bc\u02bb]/g, "'")
      .replace(/[\u2010-\u2015\u00b7\u30fb]/g, ' ')
      .replace(/[\uac00-\ud7a3]+/g, function (hangul) { return hangul.normalize('NFD'); })
      .replace(/\s+/g, ' ').trim();
  }

  function words(text) {
    return normalised(text).normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '').match(/[\p{L}\p{M}\p{N}]+/gu) || [];
  }

  /* Pagefind compares stems: “signed” finds “sign”. But “Wonsan” is not “won”. */
  function akin(word, other) {
    if (other.startsWith(word)) return /^(s|es|n|ns|d|ed|r|er|ers|ing|ly|al|ic|ism|ists?|ans?)?$/.test(other.slice(word.length));
    return other.length > 3 && word.startsWith(other.slice(0, Math.ceil(other.length / 2)));
  }

  /* For an unknown word Pagefind answers with pages that have the beginning of it, be it one letter. A true match is
     marked in an excerpt with at least half of the word, or is a name that the excerpts do not show. */
  function matches(data) {
    var asked = words(current);
    var marked = [data].concat(data.sub_results || []).map(function (part) {
      return (part.excerpt.match(/<mark>.*?<\/mark>/g) || []).join(' ').replace(/<\/?mark>/g, '');
    });
    var hidden = Object.values(data.meta).concat(data.content).join(' ');
    return words(marked.join(' ')).some(function (word) {
      return asked.some(function (other) { return akin(word, other); });
    }) || words(hidden).some(function (word) {
      return asked.some(function (other) { return word.startsWith(other); });
    });
  }

  /* A part of a large index that lacks one of the words gives such answers only, among which the true ones of other
     parts would be lost. The best answer of each part tells; the beginning of an answer's id is that of its part. */
  function known(results, asked) {
    var best = new Map();
    if (!divided) return Promise.resolve(results);
    results.forEach(function (result) { if (!best.has(partOf(result))) best.set(partOf(result), result); });
    return Promise.all(Array.from(best.values()).map(function (result) { return result.data(); })).then(function (all) {
      var held = new Set(Array.from(best.keys()).filter(function (_, at) { return holds(all[at], asked); }));
      return results.filter(function (result) { return held.has(partOf(result)); });
    });
  }

  function holds(data, asked) {
    var all = words(Object.values(data.meta).concat(data.content).join(' '));
    return asked.every(function (word) {
      var stem = word.length > 3 ? word.slice(0, Math.max(3, word.length - 3)) : word;
      return all.some(function (other) { return other.startsWith(stem) || akin(other, word); });
    });
  }

  function partOf(result) {
    return result.id.slice(0, 8);
  }

  /* Pagefind ranks hyphenated titles too high: first a page whose name holds what was asked for, word for word; works
     cited come behind entries. */
  function rank(data) {
    var asked = words(current), name = ' ' + asked.join(' ') + ' ', title = words(data.meta.title);
    var own = (data.meta.names || '').split(', ').concat(data.meta.title);
    if (own.some(function (other) { return (' ' + words(other).join(' ') + ' ').includes(name); })) return NAMED;
    var all = asked.every(function (word) { return title.some(function (other) { return alike(other, word); }); });
    return all ? (data.meta.kind === 'Source' ? 1 : 2) : 0;
  }

  /* An excerpt is escaped HTML with <mark>: its parts become text nodes, never elements but that one. */
  function excerpt(html) {
    var line = document.createElement('p');
    var inert = new DOMParser().parseFromString(html, 'text/html').body;
    inert.childNodes.forEach(function (node) {
      var text = node.textContent.normalize('NFC');
      if (node.nodeName === 'MARK') line.append(Object.assign(document.createElement('mark'), { textContent: text }));
      else line.append(text);
    });
    return line;
  }

  /* Mark words in other scripts with their language, as the pages have it: names by their scripts, and in words of
     several that which is not Chinese. */
  function marked(element) {
    Array.from(element.childNodes).forEach(function (node) {
      if (node.nodeType !== Node.TEXT_NODE) marked(node);
      else node.replaceWith.apply(node, node.data.split(/([\p{L}\p{M}]+)/u).map(function (word) {
        var own = SCRIPTS.filter(function (script) { return script.letter.test(word); });
        var script = own.find(function (script) { return script.name !== 'Hani'; }) || own[0];
        if (!script) return word;
        return Object.assign(document.createElement('span'), { lang: SPOKEN[script.name], textContent: word });
      }));
    });
    return element;
  }

  function address(data) {
    return (data.raw_url || data.url).replace(/^\/+/, '');
  }

  function item(data) {
    var entry = document.createElement('li'), link = document.createElement('a');
    link.href = new URL(address(data), root).href;
    link.textContent = (data.meta.title || data.url).normalize('NFC');
    entry.append(link);
    var labels = [data.meta.kind, also(data) && 'also: ' + also(data).normalize('NFC')].filter(Boolean).join(', ');
    if (labels) entry.append(' ', Object.assign(document.createElement('span'), { className: 'label', textContent: labels }));
    entry.append(data.lead ? Object.assign(document.createElement('p'), { textContent: data.lead }) : excerpt(data.excerpt));
    return marked(entry);
  }

  function show(mine) {
    var next = found.slice(loaded, loaded + page), first = loaded === 0, narrowed = Object.keys(chosen()).length > 0;
    var rows, pinned;
    return Promise.all([names()].concat(next.map(function (result) { return result.data(); }))).then(function (all) {
      rows = all.shift();
      var exact = first && !narrowed ? called(rows) : [];
      var addresses = exact.map(address);
      pinned = exact.map(function (row) {
        return all.find(function (data) { return address(data) === row.url; }) || row;
      });
      var others = all.filter(function (data) { return !addresses.includes(address(data)) && matches(data); });
      others.sort(function (a, b) { return rank(b) - rank(a); });
      var long = telling(current).length >= FEW && !/\d/.test(current);
      return first && !untold && (long || pinned.length + others.length < FEW) ? withSome(rows, others, addresses, long) : others;
    }).then(function (others) {
      if (mine !== run) return undefined;
      var items = pinned.concat(others).map(item);
      list.append.apply(list, items);
      loaded += next.length;
      shown += items.length;
      // A whole page without a match: what follows is worse.
      if (!items.length) found = found.slice(0, loaded);
      var number = Math.max(found.length - loaded, 0) + shown;
      status.textContent = shown
        ? number + (number === 1 ? ' result' : ' results') + ' for “' + current + '”'
        : 'No results for “' + current + '”. Try another spelling or fewer words' + (narrowed ? ', or all kinds.' : '.');
      if (untold) {
        status.textContent = '“' + current + '” stands in too many pages to be searched alone. Add a rarer word.' +
          (shown ? ' These pages are called so:' : '');
      }
      marked(status);
      hint.hidden = shown > 0;
      if (!shown && !narrowed && !untold) {
        possible().then(function (rows) { if (mine === run) suggest(nearest(rows)); });
      }
      more.hidden = loaded >= found.length;
      return items[0];
    });
  }

  /* Pagefind finds pages that have all words. Where they are few, those follow that have half of the words or more; of a
     long question they come among them. A word counts the more, the fewer pages have it, and more in a name. */
  function withSome(rows, others, addresses, long) {
    var asked = telling(current);
    if (asked.length < 2) return Promise.resolve(others);
    return pagefind.then(function (module) {
      return Promise.all(asked.map(function (word) {
        return module.search(word, { filters: chosen() }).then(function (answer) { return known(answer.results, [word]); });
      }));
    }).then(function (answers) {
      var weights = answers.map(function (results) { return 1 / Math.log2(2 + results.length); });
      var sums = new Map();
      answers.forEach(function (results, at) {
        results.forEach(function (result, place) {
          var known = sums.get(result.id) || { result: result, sum: 0 };
          known.sum += weights[at] + 1 / (9 + place);
          sums.set(result.id, known);
        });
      });
      var best = Array.from(sums.values()).sort(function (a, b) { return b.sum - a.sum; }).slice(0, page);
      return Promise.all(best.map(function (each) { return each.result.data(); })).then(function (all) {
        var known = others.map(address).concat(addresses);
        var named = rows.map(entryOf).filter(function (data) { return worth(data, asked, weights); });
        named.sort(function (a, b) { return worth(b, asked, weights) - worth(a, asked, weights); });
        var more = all.concat(named.slice(0, NEAREST)).filter(function (data, at, every) {
          var here = address(data);
          return !known.includes(here) && every.findIndex(function (other) { return address(other) === here; }) === at;
        });
        var ranked = (long ? others.concat(more) : more).map(function (data) {
          return { data: data, worth: worth(data, asked, weights) + (rank(data) === NAMED ? 100 : 0) };
        }).filter(function (each) { return each.worth; }).sort(function (a, b) {
          return b.worth - a.worth;
        }).map(function (each) { return each.data; });
        return long ? ranked : others.concat(ranked);
      });
    });
  }

  /* “Korea” and “Korean”, “start” and “started”, not “Busan” and “bush”. */
  function alike(one, other) {
    if (one.length > other.length) return alike(other, one);
    return one === other || (one.length > 3 && other.length - one.length < 4 && other.startsWith(one));
  }

  function worth(data, asked, weights) {
    var title = telling(data.meta.title), name = words(data.meta.names || ''), text = words(data.content || '');
    var count = 0, inTitle = 0;
    var sum = asked.reduce(function (sum, word, at) {
      var same = function (other) { return alike(other, word); };
      if (title.some(same)) inTitle += 1;
      var times = title.some(same) || name.some(same) ? IN_NAME : text.some(same) ? 1 : 0;
      if (times) count += 1;
      return sum + times * weights[at];
    }, 0);
    return count >= asked.length / 2 ? sum * (1 + inTitle / title.length) : 0;
  }

  /* The words that tell what is asked for: of a question in English not “when did the … with”. */
  function telling(query) {
    var english = document.documentElement.lang.startsWith('en'), all = words(query), few = all.filter(function (word) {
      return !common.has(word) && !(english && ENGLISH.test(word));
    });
    return few.length ? few : all;
  }

  /* A whole question without the words that tell nothing; a name or a title is asked for as it is written. */
  function asked(query) {
    var few = telling(query);
    return few.length < words(query).length ? few.join(' ').normalize('NFC').replace(/[\uac00-\ud7a3]+/g, function (hangul) {
      return hangul.normalize('NFD');
    }) : query;
  }

  function suggest(rows) {
    near.hidden = !rows.length;
    near.replaceChildren('Nearest names: ');
    rows.forEach(function (row, at) {
      var link = Object.assign(document.createElement('a'), { href: new URL(row[1], root).href, textContent: row[0] });
      near.append(at ? ', ' : '', link);
    });
    marked(near);
  }

  function search() {
    var query = normalised(input.value), mine = ++run;
    if (!query) {
      clear('');
      return;
    }
    pagefind.then(function (module) {
      var text = asked(query), all = telling(query);
      untold = all.length > 0 && all.every(function (word) { return common.has(word); });
      return module.debouncedSearch(untold ? '' : text, { filters: chosen() }, 200);
    }).then(function (answer) {
      if (answer === null || mine !== run) return;
      clear(input.value.trim());
      return known(answer.results, words(asked(current))).then(function (results) {
        found = results;
        offer(answer.totalFilters);
        return show(mine);
      });
    }).catch(function () {
      if (mine !== run) return;
      clear(input.value.trim());
      status.textContent = 'The search could not be loaded.';
      hint.hidden = false;
    });
  }

  function clear(query) {
    var address = new URL(location.href);
    if (query) address.searchParams.set('q', query);
    else address.searchParams.delete('q');
    choices.forEach(function (choice) {
      if (query && choice.value) address.searchParams.set(choice.name, choice.value);
      else address.searchParams.delete(choice.name);
    });
    history.replaceState(null, '', address);
    list.replaceChildren();
    found = [];
    loaded = shown = 0;
    current = query;
    status.textContent = '';
    hint.hidden = near.hidden = more.hidden = true;
    if (!query) filters.hidden = narrow.hidden = true;
  }

  input.form.addEventListener('submit', function (event) {
    event.preventDefault();
    search();
  });
  input.addEventListener('input', search);
  filters.addEventListener('change', search);
  narrow.addEventListener('click', function () {
    pagefind.then(countable).then(search);
  });
  more.addEventListener('click', function () {
    more.hidden = true; // until these have come: a second click would load them again
    show(run).then(function (first) { if (first) first.querySelector('a').focus(); });
  });

  document.addEventListener('keydown', function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var links = Array.from(list.querySelectorAll('a')), active = document.activeElement;
    var at = active === input ? -1 : links.indexOf(active);
    if (!links.length || (at < 0 && active !== input) || (at < 0 && step < 0)) return;
    event.preventDefault();
    (links[at + step] || (step < 0 ? input : active)).focus();
  });

  var parameters = new URLSearchParams(location.search);
  choices.forEach(function (choice) {
    var value = parameters.get(choice.name);
    if (value) choice.append(new Option(value, value, false, true));
  });
  input.value = parameters.get('q') || '';
  if (input.value) search();
  else input.focus();
})();
