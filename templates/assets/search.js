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
    status.textContent = 'Search needs a web server: “python build.py --help” tells how to start one. Without it, the lists lead to all entries.';
    hint.hidden = false;
    return;
  }

  var pagefind = import(new URL('pagefind/pagefind.js', root).href).then(function (module) {
    return module.options({ baseUrl: '/', excerptLength: 28 }).then(module.init).then(function () { return module; });
  });

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

  /* For an unknown word Pagefind answers with pages that have the beginning of it. A true match is marked in the
     excerpt, or is a name that the excerpt does not show. */
  function matches(data) {
    if ([data].concat(data.sub_results || []).some(function (part) { return part.excerpt.includes('<mark>'); })) return true;
    var have = words(Object.values(data.meta).join(' ') + ' ' + (data.content || ''));
    return words(current).some(function (word) {
      return have.some(function (other) { return other.startsWith(word); });
    });
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

  function item(data) {
    var entry = document.createElement('li'), link = document.createElement('a');
    link.href = new URL((data.raw_url || data.url).replace(/^\/+/, ''), root).href;
    link.textContent = (data.meta.title || data.url).normalize('NFC');
    entry.append(link);
    if (data.meta.kind) {
      var kind = Object.assign(document.createElement('span'), { className: 'label', textContent: data.meta.kind });
      entry.append(' ', kind);
    }
    entry.append(excerpt(data.excerpt));
    return entry;
  }

  function show(mine) {
    var next = found.slice(loaded, loaded + PAGE);
    return Promise.all(next.map(function (result) { return result.data(); })).then(function (all) {
      if (mine !== run) return null;
      var good = all.filter(matches);
      var first = null;
      good.forEach(function (data) {
        var entry = item(data);
        first = first || entry;
        list.append(entry);
      });
      loaded += next.length;
      shown += good.length;
      // A whole page without a match: what follows is worse.
      if (!good.length) found = found.slice(0, loaded);
      var number = found.length - loaded + shown;
      status.textContent = shown
        ? number + (number === 1 ? ' result' : ' results') + ' for “' + current + '”'
        : 'No results for “' + current + '”';
      hint.hidden = shown > 0;
      more.hidden = loaded >= found.length;
      return first;
    });
  }

  function search() {
    var query = normalised(input.value), mine = ++run;
    var address = new URL(location.href);
    if (query) address.searchParams.set('q', input.value.trim());
    else address.searchParams.delete('q');
    history.replaceState(null, '', address);
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
      clear('');
      status.textContent = 'The search could not be loaded.';
      hint.hidden = false;
    });
  }

  function clear(query) {
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
