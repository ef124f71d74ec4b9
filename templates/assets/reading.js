/* Reading along: the contents show the section that is read, a heading is a link to itself, and notes stand beside the
   text where there is room. */
(function () {
  'use strict';

  var parts = [];
  document.querySelectorAll('.toc a').forEach(function (link) {
    var heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) parts.push({ link: link, heading: heading });
  });

  function follow() {
    var reading = null;
    parts.forEach(function (part) {
      part.link.removeAttribute('aria-current');
      if (part.heading.getBoundingClientRect().top < innerHeight / 3) reading = part;
    });
    if (reading) reading.link.setAttribute('aria-current', 'true');
  }

  var due = false;
  function soon() {
    if (due) return;
    due = true;
    requestAnimationFrame(function () {
      due = false;
      follow();
    });
  }
  if (parts.length) {
    addEventListener('scroll', soon, { passive: true });
    follow();
  }

  document.querySelectorAll('main h2[id], main h3[id]').forEach(function (heading) {
    if (heading.querySelector('a') || heading.closest('nav, .notes')) return; // beside the text the notes have none
    var link = document.createElement('a');
    link.className = 'self';
    link.href = '#' + heading.id;
    link.append.apply(link, heading.childNodes);
    heading.append(link);
  });

  // A note stands at the height of its first reference, below the facts and the note before it; where the last would
  // reach further down than the list of notes does, they stay at the foot.
  var notes = document.querySelector('.notes'), entry = document.querySelector('.entry');
  var facts = document.querySelector('.facts'), wide = matchMedia('(min-width: 60rem)');
  var GAP = 12;

  function arrange() {
    notes.classList.remove('beside');
    notes.classList.add('placed');
    if (!wide.matches) return;
    var origin = entry.getBoundingClientRect().top;
    var end = notes.getBoundingClientRect().bottom - origin;
    var free = facts ? facts.getBoundingClientRect().bottom - origin + 2 * GAP : 0;
    notes.classList.add('beside');
    Array.prototype.forEach.call(notes.querySelectorAll('ol > li'), function (note) {
      var reference = document.getElementById(note.id + '-ref');
      var top = Math.max(free, reference.getBoundingClientRect().top - origin);
      note.style.top = top + 'px';
      free = top + note.offsetHeight + GAP;
    });
    if (free > end) notes.classList.remove('beside');
  }

  if (notes) {
    arrange();
    wide.addEventListener('change', arrange);
    new ResizeObserver(arrange).observe(document.querySelector('.text'));
  }
})();
