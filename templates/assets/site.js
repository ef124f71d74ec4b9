/* What every page does beyond HTML: links that work from file:, light and dark, the key “/”, tables that scroll by
   keyboard. */
(function () {
  'use strict';

  // From file: a link to a folder would open a listing of its files.
  if (location.protocol === 'file:') {
    var withFile = function (address) {
      return /^([a-z][a-z0-9+.-]*:|\/\/|#|\?)/i.test(address) ? address : address.replace(/^([^?#]*\/|\.{1,2})(?=$|[?#])/, function (folder) {
        return folder.replace(/\/?$/, '/') + 'index.html';
      });
    };
    document.querySelectorAll('a[href], form[action]').forEach(function (element) {
      var name = element.localName === 'form' ? 'action' : 'href';
      element.setAttribute(name, withFile(element.getAttribute(name)));
    });
    var moved = document.querySelector('meta[http-equiv="refresh"]');
    if (moved) location.replace(document.querySelector('main a').href);
  }

  // Light or dark: as the system says, until the reader chooses; what is chosen is remembered.
  var page = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
  var theme = document.querySelector('.theme');
  function remembered(choice) {
    try {
      if (choice === '') localStorage.removeItem('theme');
      else if (choice) localStorage.setItem('theme', choice);
      return localStorage.getItem('theme');
    } catch (error) { // a browser may forbid it
      return choice;
    }
  }
  function isDark() {
    return page.dataset.theme ? page.dataset.theme === 'dark' : dark.matches;
  }
  function choose(choice) {
    if (choice === 'light' || choice === 'dark') page.dataset.theme = choice;
    else delete page.dataset.theme;
    if (theme) theme.setAttribute('aria-pressed', isDark());
  }
  choose(remembered());
  if (theme) { // a page that only leads on has none
    theme.hidden = false;
    theme.addEventListener('click', function () {
      var choice = isDark() ? 'light' : 'dark';
      choose(remembered((choice === 'dark') === dark.matches ? '' : choice));
    });
  }
  dark.addEventListener('change', function () { choose(page.dataset.theme); });
  addEventListener('storage', function (event) { if (event.key === 'theme') choose(event.newValue); });

  var box = document.getElementById('site-search');
  document.addEventListener('keydown', function (event) {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !box) return;
    if (event.target.closest('input, textarea, select, [contenteditable]')) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // What a search needs is loaded when a reader is about to search.
  var root = new URL('../', document.currentScript.src);
  if (box && !document.getElementById('results') && location.protocol !== 'file:') {
    box.addEventListener('focus', function () {
      ['search/', 'assets/search.js', 'search/names.json', 'pagefind/pagefind.js'].forEach(function (needed) {
        var link = document.createElement('link');
        link.rel = 'prefetch';
        link.href = new URL(needed, root).href;
        document.head.append(link);
      });
    }, { once: true });
  }

  // A table that is wider than the page scrolls by itself, and the keyboard can reach it then.
  document.querySelectorAll('table').forEach(function (table) {
    var frame = table.closest('.scroll');
    if (!frame) {
      frame = document.createElement('div');
      frame.className = 'scroll';
      table.replaceWith(frame);
      frame.append(table);
    }
    if (!window.ResizeObserver) return;
    new ResizeObserver(function () {
      if (frame.scrollWidth > frame.clientWidth) {
        frame.tabIndex = 0;
        frame.setAttribute('role', 'region');
        frame.setAttribute('aria-label', table.caption ? table.caption.textContent : 'Table');
      } else {
        ['tabindex', 'role', 'aria-label'].forEach(function (name) { frame.removeAttribute(name); });
      }
    }).observe(frame);
  });
})();
