/* The filters of the timeline. What is chosen stands in the address, so that it can be kept, sent and gone back to. */
(function () {
  'use strict';

  var form = document.getElementById('filters');
  if (!form) return;
  var selects = Array.from(form.querySelectorAll('select'));
  var events = Array.from(document.querySelectorAll('.chronicle [data-type]'));
  var status = document.getElementById('filters-status');
  var clear = document.getElementById('filters-clear');
  var other = document.getElementById('filters-else');

  function fits(event) {
    return selects.every(function (select) {
      return !select.value || event.dataset[select.name].split(' ').includes(select.value);
    });
  }

  function show() {
    var shown = 0;
    events.forEach(function (event) {
      event.hidden = !fits(event);
      if (!event.hidden) shown += 1;
    });
    document.querySelectorAll('.chronicle .group').forEach(function (group) {
      var jump = document.querySelector('.jumps a[href="#' + group.querySelector('h2').id + '"]');
      group.hidden = !group.querySelector('li:not([hidden])');
      if (jump) jump.parentElement.hidden = group.hidden;
    });
    var chosen = selects.some(function (select) { return select.value; });
    var all = events.length === 1 ? '1 event' : events.length + ' events';
    clear.hidden = !chosen;
    status.textContent = !chosen ? all : shown ? shown + ' of ' + all : 'No event is like this.';
  }

  function read() {
    var asked = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      select.value = asked.get(select.name) || '';
      if (select.selectedIndex < 0) select.value = '';
    });
    show();
  }

  function keep() {
    var asked = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      if (select.value) asked.set(select.name, select.value);
      else asked.delete(select.name);
    });
    var query = asked.toString();
    history.replaceState(history.state, '', location.pathname + (query ? '?' + query : '') + location.hash);
    show();
  }

  form.addEventListener('change', keep);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  clear.addEventListener('click', function () {
    selects.forEach(function (select) { select.value = ''; });
    keep();
    selects[0].focus();
  });
  addEventListener('popstate', read);

  form.hidden = false;
  if (other) other.hidden = true;
  read();
})();
