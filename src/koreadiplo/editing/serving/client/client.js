/* Shows a page of the preview anew when it has changed, and what is wrong while it can't. */
(function () {
  'use strict';

  var own = '/.koreadiplo/', script = document.currentScript, kinds = ['css', 'img', 'link', 'script'];
  var results = document.getElementById('results'), patience = 1500;
  var known = {}, shown = -1, told = '', hidden = '', root, slow, news;

  function etag(url) {
    return fetch(url, { method: 'HEAD', cache: 'no-store' }).then(function (answer) {
      return (answer.headers.get('ETag') || '').replace(/"/g, '');
    });
  }

  function plain(url) { return url.replace(/[?#].*$/, ''); }

  /* Remember the state in which the page has loaded a file. */
  function note(list) {
    list.getEntries().forEach(function (entry) {
      var url = plain(entry.name);
      var counts = kinds.includes(entry.initiatorType) && url.startsWith(location.origin + '/') && !(url in known);
      if (counts && !url.startsWith(location.origin + own)) known[url] = etag(url);
    });
  }

  function compare() {
    return etag(location.href).then(function (now) {
      if (now !== script.dataset.etag) { location.reload(); return undefined; }
      return Promise.all(Object.keys(known).map(function (url) {
        return Promise.all([known[url], etag(url)]).then(function (states) {
          return { url: url, etag: states[1], changed: states[0] !== states[1] };
        });
      })).then(function (files) {
        var changed = files.filter(function (file) { return file.changed; });
        var styles = changed.filter(restyle);
        if (styles.length < changed.length) location.reload();
      });
    }).catch(function () { /* the server has ended, which is told elsewhere */ });
  }

  /* Put a style sheet in the place of the one before; tell whether the file is one. */
  function restyle(file) {
    var links = Array.from(document.querySelectorAll('link[rel=stylesheet]')).filter(function (link) {
      return plain(link.href) === file.url;
    });
    links.forEach(function (link) {
      var next = link.cloneNode();
      next.href = file.url + '?' + encodeURIComponent(file.etag);
      next.addEventListener('load', function () { link.remove(); });
      link.after(next);
    });
    if (links.length) known[file.url] = Promise.resolve(file.etag);
    return links.length > 0;
  }

  function element(name, text, children) {
    var made = Object.assign(document.createElement(name), text ? { textContent: text } : {});
    made.append.apply(made, children || []);
    return made;
  }

  /* What is shown over the page stands in a tree of its own, which the site's style sheets don't reach. */
  function pane() {
    if (!root) {
      var host = document.body.appendChild(element('div'));
      root = host.attachShadow({ mode: 'open' });
      root.append(Object.assign(element('link'), { rel: 'stylesheet', href: own + 'client.css' }));
    }
    root.querySelectorAll('section, p[role]').forEach(function (shown) { shown.remove(); });
    return root;
  }

  function say(text) {
    var line = element('p', text);
    line.setAttribute('role', 'status');
    pane().append(line);
  }

  function problem(told) {
    return element('li', '', [
      element('code', told.place), element('p', told.message), element('p', told.hint), element('small', told.code)
    ]);
  }

  function showWrong(state) {
    var number = state.problems.length;
    var title = element('h2', number ? (number === 1 ? 'One error to mend' : number + ' errors to mend') : 'The build failed');
    var hide = Object.assign(element('button', 'Hide'), { type: 'button' });
    var section = element('section', '', [
      hide, title, element('p', 'The site stays as it was until then.'),
      number ? element('ol', '', state.problems.map(problem)) : element('pre', state.failure)
    ]);
    section.setAttribute('role', 'alert');
    hide.addEventListener('click', putAway);
    pane().append(section);
  }

  function putAway() {
    hidden = told;
    pane();
  }

  function show(state) {
    clearTimeout(slow);
    told = state.problems.length || state.failure ? JSON.stringify([state.problems, state.failure]) : '';
    if (told && told !== hidden) return showWrong(state);
    if (!told) hidden = '';
    if (root) pane();
    if (state.building) slow = setTimeout(say, patience, 'What has changed is being built.');
    else if (!state.searchable && results) say('The search index is being brought up to date.');
    return undefined;
  }

  function take(event) {
    var state = JSON.parse(event.data), first = shown < 0, changed = state.shown !== shown;
    shown = state.shown;
    show(state);
    if (!changed) return;
    if (results && !first && state.searchable) location.reload(); // its index is in memory
    else compare();
  }

  /* Only while the page is seen: browsers open few connections to a server, and there may be many pages. */
  function listen() {
    if (news) news.close();
    if (document.hidden) return;
    news = new EventSource(own + 'news?page=' + encodeURIComponent(location.pathname));
    news.addEventListener('message', take);
    news.addEventListener('error', function () { // of a page that is left as well, which is gone before it says so
      clearTimeout(slow);
      slow = setTimeout(say, patience, 'The preview has ended: the server no longer answers.');
    });
  }

  new PerformanceObserver(note).observe({ type: 'resource', buffered: true });
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape' && told) putAway(); });
  document.addEventListener('visibilitychange', listen);
  listen();
})();
