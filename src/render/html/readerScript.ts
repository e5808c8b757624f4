/**
 * The script of the page, as it stands in it: a person whom the reader points at or reaches by keyboard has their paths of influence lit up,
 * classes can be left out, and the map moves along the timeline.
 *
 * It takes people by their places, so that no id or name is ever looked up in the document.
 */
export const READER_SCRIPT = `'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const map = document.querySelector('#map-figure svg');
  const told = document.getElementById('told');
  const slider = document.getElementById('date');
  const people = new Map([...map.querySelectorAll('.person')].map(node => [Number(node.dataset.person), node]));
  // The drawn ties between two people; not every tie is drawn.
  const paths = [...map.querySelectorAll('.tie[data-from]')].map(node => {
    const from = Number(node.dataset.from), to = Number(node.dataset.to);
    return node.classList.contains('reporting') ? { node, from: to, to: from } : { node, from, to };
  });

  // Whoever can be reached along those who move each other, so many steps away, and the ties on the way.
  const reached = (start, begin, end, most) => {
    const steps = new Map([[start, 0]]);
    const ties = new Set();
    for (const [place, step] of steps) {
      if (step === most) continue;
      for (const tie of data.moves) {
        if (tie[begin] !== place) continue;
        ties.add(tie.join());
        if (!steps.has(tie[end])) steps.set(tie[end], step + 1);
      }
    }
    return { people: [...steps.keys()], ties };
  };
  const listed = places => [...new Set(places)].map(place => data.names[place]).join(', ') || 'nobody known';

  // The words of a card are those of the report, also while the map shows an earlier date.
  const then = place => {
    const moment = slider && slider.value !== slider.max ? data.moments[Number(slider.value)] : undefined;
    if (!moment) return '';
    const own = moment.people.find(([other]) => other === place);
    return 'On ' + moment.at + ': ' + (own ? data.words[own[1]] : 'not there yet') + '. By the report: ';
  };

  const dark = () => {
    map.classList.remove('tracing');
    for (const node of map.querySelectorAll('.lit')) node.classList.remove('lit');
  };
  const light = node => {
    dark();
    const place = Number(node.dataset.person);
    const onward = reached(place, 0, 1, 2), inward = reached(place, 1, 0, 1);
    const odds = data.conflicts.filter(pair => pair.includes(place));
    for (const other of [...onward.people, ...inward.people, ...odds.flat()]) people.get(other)?.classList.add('lit');
    for (const { node: path, from, to } of paths) {
      const isOdd = path.classList.contains('conflict');
      const tie = from + ',' + to;
      if (isOdd ? from === place || to === place : onward.ties.has(tie) || inward.ties.has(tie)) path.classList.add('lit');
    }
    map.classList.add('tracing');
    const moves = data.moves.filter(([from]) => from === place).map(([, to]) => to);
    const movers = data.moves.filter(([, to]) => to === place).map(([from]) => from);
    told.textContent = then(place) + node.querySelector('title').textContent.split('\\n').join(' · ') + '\\nMoves ' + listed(moves) + '. Moved by ' + listed(movers) + '.';
  };

  // One stop for the tabulator key; arrows go from person to person.
  const order = [...people.keys()].sort((a, b) => a - b);
  order.forEach((place, i) => people.get(place).setAttribute('tabindex', i === 0 ? '0' : '-1'));
  const go = (from, step) => {
    const shown = order.filter(place => !people.get(place).classList.contains('left-out'));
    const next = people.get(shown[(shown.indexOf(from) + step + shown.length) % shown.length]);
    if (!next) return;
    people.get(from).setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  };
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  map.addEventListener('keydown', event => {
    const node = event.target.closest('.person');
    if (event.key === 'Escape') return dark();
    if (!node || !(event.key in STEPS)) return;
    event.preventDefault();
    go(Number(node.dataset.person), STEPS[event.key]);
  });
  // Where the pointer is on nobody, whoever has the focus is lit up. The picture itself does not listen: Chromium lets the tabulator
  // key stop at SVG that listens to focus.
  const area = map.parentNode;
  const point = target => {
    const node = target?.closest('.person') ?? (map.contains(document.activeElement) ? document.activeElement.closest('.person') : null);
    if (node) light(node); else dark();
  };
  area.addEventListener('focusin', event => point(event.target));
  area.addEventListener('focusout', dark);
  area.addEventListener('pointerover', event => point(event.target));
  area.addEventListener('pointerleave', () => point(null));

  const controls = document.getElementById('controls');
  controls.hidden = false;
  document.getElementById('hint').hidden = false;
  controls.addEventListener('submit', event => event.preventDefault());
  const left = place => people.get(place)?.classList.contains('left-out') ?? true;
  const pick = () => {
    const wanted = new Set([...controls.querySelectorAll('input[name=class]:checked')].map(box => box.value));
    for (const node of people.values()) node.classList.toggle('left-out', !wanted.has(node.dataset.class));
    for (const { node, from, to } of paths) node.classList.toggle('left-out', left(from) || left(to));
    if (!order.some(place => !left(place) && people.get(place).getAttribute('tabindex') === '0')) {
      const first = order.find(place => !left(place));
      for (const place of order) people.get(place).setAttribute('tabindex', place === first ? '0' : '-1');
    }
  };
  for (const box of controls.querySelectorAll('input[name=class]')) box.addEventListener('change', pick);

  // The marks of people are drawn anew at another date: copied from the page's own, moved and sized.
  const templates = new Map([...document.getElementById('marks').content.querySelectorAll('[data-stance]')].map(node => [node.dataset.stance, node]));
  const rings = new Map([...people].map(([place, node]) => [place, node.querySelector('.ring')]));
  const places = new Map([...rings].map(([place, ring]) => [place, ['cx', 'cy', 'r'].map(name => Number(ring.getAttribute(name)))]));
  const arc = share => {
    const angle = Math.min(Math.max(share, 0), 0.9999) * Math.PI * 2;
    return 'M0 -10A10 10 0 ' + (share > 0.5 ? 1 : 0) + ' 1 ' + 10 * Math.sin(angle) + ' ' + -10 * Math.cos(angle);
  };
  const redraw = (place, stance, reliability, size) => {
    const node = people.get(place);
    if (!node) return;
    const [x, y, radius] = places.get(place);
    node.classList.remove('good', 'mid', 'bad', 'unknown', 'absent');
    node.classList.add(data.tones[stance]);
    node.dataset.stance = stance;
    const drawn = templates.get(stance).cloneNode(true);
    const scale = (radius / 10) * Math.min(1.5, Math.max(0.5, Math.sqrt(size)));
    drawn.setAttribute('transform', 'translate(' + x + ' ' + y + ') scale(' + scale + ')');
    drawn.setAttribute('class', 'mark');
    drawn.querySelector('.known')?.setAttribute('d', arc(reliability));
    for (const old of node.querySelectorAll('.mark,:scope > .ring,:scope > .known,:scope > .shape,:scope > .ask')) old.remove();
    node.querySelector('.stripe').after(drawn);
  };
  const say = moment => slider.setAttribute('aria-valuetext', moment.at + ', ' + moment.says);
  const move = () => {
    const moment = data.moments[Number(slider.value)];
    const there = new Set(moment.people.map(([place]) => place));
    for (const [place, node] of people) node.classList.toggle('absent', !there.has(place));
    for (const [place, stance, reliability, size] of moment.people) redraw(place, stance, reliability, size);
    document.getElementById('shown').textContent = moment.at;
    say(moment);
    told.textContent = 'On ' + moment.at + ': ' + moment.says + '. Ties, names and places are those of the report.';
  };
  if (slider) {
    say(data.moments.at(-1));
    slider.addEventListener('input', move);
  }
})();
`
