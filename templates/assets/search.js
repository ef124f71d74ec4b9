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
  var PAGE = 20;
  var found = [], loaded = 0, shown = 0, current = '', run = 0;

  if (location.protocol === 'file:') {
    status.textContent = 'Search needs a web server; “python build.py” says how to start one.';
    hint.hidden = false;
    return;
  }

  var pagefind = import(new URL('pagefind/pagefind.js', root).href).then(function (module) {
    return module.options({ baseUrl: '/', excerptLength: 28 }).then(module.init).then(function () { return module; });
  });

  /* Every page with its names: the one that is called exactly what is asked for stands first, however Pagefind ranks. */
  var names = fetch(new URL('search/names.json', root)).then(function (answer) {
    return answer.json();
  }).catch(function () { return []; });

  function called(rows) {
    var asked = words(current).join(' ');
    return rows.filter(function (row) {
      return row[4].concat(row[0]).some(function (name) { return words(name).join(' ') === asked; });
    }).map(function (row) {
      return { url: row[1], meta: { title: row[0], kind: row[2] }, excerpt: '', lead: row[3] };
    });
  }

  function normalised(text) {
    return text.normalize('NFC')
      .replace(/[\u2018\u2019\u02bc\u02bb]/g, "'")
      .replace(/[\u2010-\u2015\u00b7\u30fb]/g, ' ')
      .replace(/[\uac00-\ud7a3]+/g, function (hangul) { return hangul.normalize('NFD'); })
      .replace(/\s+/g, ' ').trim();
  }

  function words(text) {
    return normalised(text).toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '').match(/[\p{L}\p{M}\p{N}]+/gu) || [];
  }

  /* Pagefind compares stems: “signed” finds “sign”. But “Wonsan” is not “won”. */
  function akin(word, other) {
    if (other.startsWith(word)) return /^(s|es|n|ns|d|ed|r|er|ers|ing|ly|al|ic|ism|ists?|ans?)?$/.test(other.slice(word.length));
    return word.startsWith(other.slice(0, Math.ceil(other.length / 2)));
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

  /* Pagefind ranks hyphenated titles too high: first a page whose name holds what was asked for, word for word. */
  function rank(data) {
    var asked = words(current), name = ' ' + asked.join(' ') + ' ', title = words(data.meta.title);
    var own = (data.meta.names || '').split(', ').concat(data.meta.title);
    if (own.some(function (other) { return (' ' + words(other).join(' ') + ' ').includes(name); })) return 2;
    return asked.every(function (word) { return title.includes(word); }) ? 1 : 0;
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

  function address(data) {
    return (data.raw_url || data.url).replace(/^\/+/, '');
  }

  function item(data) {
    var entry = document.createElement('li'), link = document.createElement('a');
    link.href = new URL(address(data), root).href;
    link.textContent = (data.meta.title || data.url).normalize('NFC');
    entry.append(link);
    if (data.meta.kind) {
      entry.append(' ', Object.assign(document.createElement('span'), { className: 'label', textContent: data.meta.kind }));
    }
    entry.append(data.lead ? Object.assign(document.createElement('p'), { textContent: data.lead }) : excerpt(data.excerpt));
    return entry;
  }

  function show(mine) {
    var next = found.slice(loaded, loaded + PAGE);
    return Promise.all([names].concat(next.map(function (result) { return result.data(); }))).then(function (all) {
      if (mine !== run) return undefined;
      var exact = called(all.shift()), first = loaded === 0;
      var addresses = exact.map(address);
      var pinned = exact.map(function (row) {
        return all.find(function (data) { return address(data) === row.url; }) || row;
      });
      var others = all.filter(function (data) { return !addresses.includes(address(data)) && matches(data); });
      others.sort(function (a, b) { return rank(b) - rank(a); });
      var items = (first ? pinned : []).concat(others).map(item);
      list.append.apply(list, items);
      loaded += next.length;
      shown += items.length;
      // A whole page without a match: what follows is worse.
      if (!items.length) found = found.slice(0, loaded);
      var number = found.length - loaded + shown;
      status.textContent = shown
        ? number + (number === 1 ? ' result' : ' results') + ' for “' + current + '”'
        : 'No results for “' + current + '”. Try another spelling or fewer words.';
      hint.hidden = shown > 0;
      more.hidden = loaded >= found.length;
      return items[0];
    });
  }

  function search() {
    var query = normalised(input.value), mine = ++run;
    if (!query) {
      clear('');
      return;
    }
    pagefind.then(function (module) {
      return module.debouncedSearch(query, {}, 200);
    }).then(function (answer) {
      if (answer === null || mine !== run) return;
      clear(input.value.trim());
      found = answer.results;
      return show(mine);
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
    history.replaceState(null, '', address);
    list.replaceChildren();
    found = [];
    loaded = shown = 0;
    current = query;
    status.textContent = '';
    hint.hidden = more.hidden = true;
  }

  input.form.addEventListener('submit', function (event) {
    event.preventDefault();
    search();
  });
  input.addEventListener('input', search);
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

  input.value = new URLSearchParams(location.search).get('q') || '';
  if (input.value) search();
  else input.focus();
})();
