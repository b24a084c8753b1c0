// One tree becomes another with as few changes as can be, so that what a reader opened, chose and scrolled to stays.
"use strict";

function morph(old, next, changed) {
  if (old.isEqualNode(next)) return old;
  if (old.nodeName !== next.nodeName) {
    old.replaceWith(next);
    note(next, changed);
    return next;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = next.data;
    note(old, changed);
    return old;
  }
  attributes(old, next, changed);
  children(old, next, changed);
  return old;
}

// The element that a change is seen in.
function note(node, changed) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  if (element && !(node.nodeType !== Node.ELEMENT_NODE && !node.data.trim())) changed.push(element);
}

function attributes(old, next) {
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !next.hasAttribute(name)) old.removeAttribute(name); // a fold stays as the reader left it
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function children(old, next, changed) {
  const before = [...old.childNodes], after = [...next.childNodes];
  let first = 0, last = 0;
  while (first < Math.min(before.length, after.length) && before[first].isEqualNode(after[first])) first++;
  const most = Math.min(before.length, after.length) - first;
  while (last < most && before[before.length - 1 - last].isEqualNode(after[after.length - 1 - last])) last++;
  const gone = before.slice(first, before.length - last), come = after.slice(first, after.length - last);
  if (gone.length === come.length) {
    gone.forEach((node, index) => morph(node, come[index], changed));
    return;
  }
  let at = 0;
  for (const node of come) {
    let same = at;
    while (same < gone.length && !(gone[same].isEqualNode(node) || (node.id && gone[same].id === node.id))) same++;
    if (same < gone.length) {
      gone.slice(at, same).forEach((lost) => lost.remove());
      morph(gone[same], node, changed);
      at = same + 1;
    } else {
      old.insertBefore(node, gone[at] ?? before[before.length - last] ?? null);
      note(node, changed);
    }
  }
  gone.slice(at).forEach((lost) => lost.remove());
  if (gone.length > at && !come.length) changed.push(old);
}
