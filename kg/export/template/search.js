/* Search: names and aliases, whatever their accents; and the field with suggestions that uses it. */
const search = (() => {
  const { actors } = records;
  const { make, bdi, glyph } = elements;
  const SUGGESTIONS = 12;

  const index = actors.flatMap((actor, n) =>
    [actor.name, ...actor.aliases].map((name) => ({ n, name, folded: words.fold(name) })));

  /** Actors whose name or alias has the words typed: whole names first, then beginnings, then the most written of. */
  function find(typed, most = SUGGESTIONS) {
    const wanted = words.fold(typed);
    if (!wanted) return [];
    const parts = wanted.split(" ");
    const rank = ({ folded }) =>
      folded === wanted ? 0 : folded.startsWith(wanted) ? 1 : folded.includes(` ${wanted}`) ? 2
        : parts.every((word) => folded.includes(word)) ? 3 : 9;
    const best = new Map();
    for (const entry of index) {
      const found = rank(entry);
      if (found < 9 && (best.get(entry.n)?.rank ?? 9) > found) best.set(entry.n, { ...entry, rank: found });
    }
    return [...best.values()]
      .sort((a, b) => a.rank - b.rank || actors[b.n].articles - actors[a.n].articles || a.n - b.n)
      .slice(0, most);
  }

  /**
   * Makes ``input`` and ``list`` (a listbox) a field with suggestions; ``take`` gets the number of the actor taken.
   * Arrow keys move between hits, Enter takes one, Escape closes. ``keep``: the name stays in the field.
   */
  function field(input, list, take, keep = false) {
    let suggested = [];
    let current = -1;

    function suggest() {
      suggested = find(input.value);
      current = suggested.length ? 0 : -1;
      list.replaceChildren(...suggested.map(({ n, name }, place) => make("li", {
        id: `${list.id}-${place}`, role: "option",
        onpointerdown: (event) => {
          event.preventDefault();
          choose(place);
        },
      }, glyph(actors[n].kind), bdi(words.short(actors[n].name, 80)),
      words.fold(actors[n].name).includes(words.fold(input.value)) ? null : make("small", {}, bdi(words.short(name, 80))),
      make("small", { className: "right" }, words.count(actors[n].relations.length, "relation")))));
      if (input.value.trim() && !suggested.length) {
        list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" },
          make("small", {}, "No actor has this name.")));
      }
      open(Boolean(input.value.trim()));
      point();
    }
    function point() {
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === current)));
      if (current < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", `${list.id}-${current}`);
        list.children[current].scrollIntoView({ block: "nearest" });
      }
    }
    function open(isOpen) {
      list.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen));
    }
    function choose(place) {
      if (!suggested[place]) return;
      const { n } = suggested[place];
      input.value = keep ? words.short(actors[n].name, 80) : "";
      open(false);
      take(n);
    }

    input.addEventListener("input", suggest);
    input.addEventListener("focus", () => { if (input.value.trim() && !keep) suggest(); });
    input.addEventListener("blur", () => open(false));
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && suggested.length) {
        current = (current + step + suggested.length) % suggested.length;
        point();
      } else if (event.key === "Enter") choose(current);
      else if (event.key === "Escape" && !list.hidden) open(false);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  return { find, field };
})();
