// One sentence at a time beside its source: what is shown here, with its sign, is what a confirmation is bound to.
"use strict";

const one = (id) => document.getElementById(id);
const which = one("which");
const state = { places: [], at: 0, row: null, asked: 0 };

function made(name, words, ...classes) {
  const element = document.createElement(name);
  element.textContent = words;
  element.classList.add(...classes);
  return element;
}

function tell(words, refused = false) {
  one("said").textContent = words;
  one("said").classList.toggle("refused", refused);
}

async function ask(path, options) {
  try {
    const answer = await fetch(path, options);
    return { status: answer.status, data: await answer.json() };
  } catch {
    return { status: 0, data: { reason: "gone", message: "The preview does not answer. Start it again." } };
  }
}

function query() {
  const asked = new URLSearchParams();
  for (const name of ["unconfirmed", "with_warnings", "page_one"]) {
    if (which.elements[name].checked) asked.set(name, "1");
  }
  const by = one("by").value.trim();
  if (which.elements.not_mine.checked && by) asked.set("not_by", by);
  return asked;
}

// The list

async function list(focus = false) {
  const keep = state.row ? state.row.at : "";
  const number = ++state.asked;
  const { status, data } = await ask(`confirm/sentences?${query()}`);
  if (number !== state.asked) return; // another was asked for meanwhile
  if (status !== 200) return fail(status, data);
  one("broken").hidden = true;
  one("desk").textContent = data.title;
  count(data.confirmed, data.all);
  one("people").replaceChildren(...data.people.map((person) => new Option(person.name, person.initials || person.name)));
  state.places = data.sentences;
  state.at = Math.max(0, state.places.indexOf(keep));
  await show(focus);
}

function count(confirmed, all) {
  state.confirmed = confirmed;
  state.all = all;
  one("progress").max = all || 1;
  one("progress").value = confirmed;
  one("counted").textContent = `${confirmed} of ${all} sentences of the desk are confirmed`;
}

function fail(status, data) {
  if (data.reason !== "broken") return tell(data.message, true);
  one("one").hidden = true;
  one("broken").hidden = false;
  one("errors").replaceChildren(...data.problems.map((found) => made("li", `${found.file}:${found.line}: ${found.message} [${found.code}]`)));
  tell("The desk has errors.", true);
}

// The sentence

async function show(focus = true) {
  const place = state.places[state.at];
  one("no").setAttribute("aria-expanded", "false");
  one("why").hidden = true;
  if (place === undefined) {
    one("one").hidden = true;
    state.row = null;
    return tell(state.places.length ? "That was the last sentence." : "There is no such sentence.");
  }
  const number = ++state.asked;
  const { status, data } = await ask(`confirm/sentence?at=${encodeURIComponent(place)}`);
  if (number !== state.asked) return;
  if (status === 404) {
    state.places.splice(state.at, 1);
    return show(focus);
  }
  if (status !== 200) return fail(status, data);
  fill(data);
  if (focus) one("number").focus();
}

function fill(row) {
  state.row = row;
  one("one").hidden = false;
  one("broken").hidden = true;
  one("number").textContent = `Sentence ${state.at + 1} of ${state.places.length}, ${row.file}, line ${row.line}`;
  one("text").textContent = row.text;
  one("about").textContent = [...(row.page_one ? ["page one"] : []), ...row.about].join(" · ");
  one("standing").textContent = standing(row);
  const asked = row.problems.map((found) => made("li", `${found.severity}: ${found.message} [${found.code}]`));
  one("asked").hidden = asked.length === 0;
  one("problems").replaceChildren(...asked);
  const carried = row.beside.map(paragraph);
  one("beside").replaceChildren(...(carried.length ? carried : [made("p", "It rests on no source: it is ours to say.")]));
}

function standing(row) {
  const said = (words, some) => (some.length ? [`${words} ${some.map((found) => `${found.by} (${found.day})`).join(", ")}`] : []);
  const refused = row.refused.map((found) => `refused by ${found.by} (${found.day}): ${found.remark}`);
  const needed = row.demanded > 1 ? [`${row.confirmed.length} of ${row.demanded} persons`] : [];
  return [...said("confirmed by", row.confirmed), ...refused, ...said("before it changed confirmed by", row.lapsed), ...needed].join(" · ");
}

function paragraph(carrying) {
  const holder = document.createElement("div");
  const quoted = document.createElement("blockquote");
  if (carrying.before) quoted.append(made("p", carrying.before, "context"));
  quoted.append(carrying.text ? marked(carrying) : made("p", "This paragraph cannot be read in the archive."));
  if (carrying.after) quoted.append(made("p", carrying.after, "context"));
  holder.append(made("h4", `${carrying.name}, paragraph ${carrying.para}`), quoted);
  return holder;
}

function marked({ text, marks }) {
  // offsets count characters as the server does, not JavaScript's halves of them
  const signs = Array.from(text);
  const shown = document.createElement("p");
  let at = 0;
  for (const [start, end] of marks) {
    shown.append(signs.slice(at, Math.max(at, start)).join(""));
    if (end > Math.max(at, start)) shown.append(made("mark", signs.slice(Math.max(at, start), end).join("")));
    at = Math.max(at, end);
  }
  shown.append(signs.slice(at).join(""));
  return shown;
}

// What a person says

async function say(remark) {
  const by = one("by").value.trim();
  const row = state.row;
  if (!row || state.saying) return;
  if (!by) {
    tell("Say who you are first.", true);
    return one("by").focus();
  }
  state.saying = true;
  const body = JSON.stringify({ at: row.at, sign: row.sign, by, ...(remark === undefined ? {} : { remark }) });
  const { status, data } = await ask("confirm/say", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  state.saying = false;
  if (status === 200) {
    count(state.confirmed + (data.is_confirmed ? 1 : 0) - (row.is_confirmed ? 1 : 0), state.all);
    tell(remark === undefined ? "Confirmed." : "Refused, with your remark.");
    return go(1);
  }
  if (data.reason === "changed") await show();
  return fail(status, data);
}

function go(step) {
  const to = state.at + step;
  if (to < 0) return tell("This is the first sentence.");
  if (to >= state.places.length && step > 0) {
    tell(`${one("said").textContent} That was the last sentence.`.trim());
    return show();
  }
  state.at = to;
  return show();
}

function open_remark() {
  one("why").hidden = false;
  one("no").setAttribute("aria-expanded", "true");
  one("remark").value = "";
  one("remark").focus();
}

function close_remark() {
  one("why").hidden = true;
  one("no").setAttribute("aria-expanded", "false");
  one("number").focus();
}

const moved = (step) => {
  tell("");
  return go(step);
};
one("yes").addEventListener("click", () => say());
one("no").addEventListener("click", open_remark);
one("later").addEventListener("click", () => moved(1));
one("next").addEventListener("click", () => moved(1));
one("back").addEventListener("click", () => moved(-1));
one("never").addEventListener("click", close_remark);
one("why").addEventListener("submit", (event) => {
  event.preventDefault();
  say(one("remark").value);
});
which.addEventListener("submit", (event) => {
  event.preventDefault();
  list(true);
});
which.addEventListener("change", (event) => {
  if (event.target.id === "keys") return;
  sessionStorage.setItem("by", one("by").value);
  list();
});

const KEYS = { y: () => say(), n: open_remark, l: () => moved(1), ArrowLeft: () => moved(-1), ArrowRight: () => moved(1) };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !one("why").hidden) return close_remark();
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || !one("keys").checked || one("one").hidden || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const meant = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (meant) {
    event.preventDefault();
    meant();
  }
});

one("by").value = sessionStorage.getItem("by") || "";
list();
