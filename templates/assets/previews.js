/* Previews: a card beside a link in the text tells what it leads to, on hover, on focus by keyboard, on a long press.
   The cards lie in the page's template; a link works as it always does. */
(function () {
  'use strict';

  var HOVER = 300, LEAVE = 250, LONG_PRESS = 500, GAP = 6, MARGIN = 8, STILL = 10;
  var parts = {};
  Array.prototype.forEach.call(document.getElementById('previews').content.children, function (part) {
    parts[part.dataset.of] = part;
  });

  var card = document.createElement('div');
  card.id = 'preview';
  card.hidden = true;
  document.querySelector('main').append(card);

  var shown = null, timer = 0, press = null, pressed = false;

  function show(link, left) {
    clearTimeout(timer);
    if (shown === link) return;
    hide();
    var part = document.importNode(parts[link.previewOf], true);
    // The title repeats the link, so it is not read out again; the rest describes the link.
    part.firstElementChild.setAttribute('aria-hidden', 'true');
    part.lastElementChild.id = 'preview-text';
    part.lastElementChild.setAttribute('role', 'tooltip');
    card.replaceChildren.apply(card, part.children);
    card.hidden = false;
    link.setAttribute('aria-describedby', 'preview-text');
    shown = link;
    place(link.getBoundingClientRect(), left === undefined ? link.getClientRects()[0].left : left);
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute('aria-describedby');
    card.hidden = true;
    shown = null;
    pressed = false;
  }

  // Below the link or above it, never over it; where neither has room enough, the card scrolls.
  function place(link, left) {
    var page = document.documentElement;
    card.style.maxHeight = '';
    var below = page.clientHeight - link.bottom - GAP - MARGIN, above = link.top - GAP - MARGIN;
    var under = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = Math.max(under ? below : above, 48) + 'px';
    var most = page.clientWidth - card.offsetWidth - MARGIN;
    card.style.left = scrollX + Math.max(MARGIN, Math.min(left, most)) + 'px';
    card.style.top = scrollY + (under ? link.bottom + GAP : link.top - GAP - card.offsetHeight) + 'px';
  }

  function later(action, milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  }

  function leave(event) {
    if (event.pointerType === 'touch') return;
    clearTimeout(timer);
    if (shown !== document.activeElement) later(hide, LEAVE);
  }

  function endPress() {
    clearTimeout(timer);
    press = null;
  }

  function prepare(link) {
    link.addEventListener('pointerenter', function (event) {
      if (event.pointerType === 'touch') return;
      var left = event.clientX - 24;
      later(function () { show(link, left); }, HOVER);
    });
    link.addEventListener('pointerleave', leave);
    link.addEventListener('focus', function () {
      if (link.matches(':focus-visible')) show(link);
    });
    link.addEventListener('blur', hide);
    link.addEventListener('pointerdown', function (event) {
      pressed = false;
      if (event.pointerType !== 'touch') return;
      press = { link: link, x: event.clientX, y: event.clientY };
      later(function () { show(link); pressed = true; }, LONG_PRESS);
    });
    // Browsers open a menu on a long press; the card stands in its place.
    link.addEventListener('contextmenu', function (event) {
      if (!press && !pressed) return;
      event.preventDefault();
      show(link);
      pressed = true;
    });
    link.addEventListener('click', function (event) {
      if (pressed) event.preventDefault();
      pressed = false;
    });
  }

  card.addEventListener('pointerenter', function () { clearTimeout(timer); });
  card.addEventListener('pointerleave', leave);
  document.addEventListener('pointermove', function (event) {
    if (press && Math.abs(event.clientX - press.x) + Math.abs(event.clientY - press.y) > STILL) endPress();
  });
  document.addEventListener('pointerup', function () { if (press) endPress(); });
  document.addEventListener('pointercancel', function () { if (press) endPress(); });
  document.addEventListener('pointerdown', function (event) {
    if (shown && !card.contains(event.target) && !shown.contains(event.target)) hide();
  });
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape') hide(); });
  addEventListener('resize', hide);
  addEventListener('pagehide', hide);

  document.querySelectorAll('.prose a[href]').forEach(function (link) {
    link.previewOf = link.getAttribute('href').replace(/(index\.html)?(#.*)?$/, '');
    if (!(link.previewOf in parts)) return;
    link.classList.add('previewed');
    prepare(link);
  });
})();
