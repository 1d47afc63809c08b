/* Records: actors, relations, claims and articles out of the columns that kg/export/pagedata.py packs. */
const records = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const core = read("page-data");
  const network = read("network-data"); // as pyvis gives it: nodes, edges
  const { kinds, families, statuses } = core;

  /** Columns -> a list of records. */
  function rows(columns) {
    const names = Object.keys(columns);
    return columns[names[0]].map((_, n) => Object.fromEntries(names.map((name) => [name, columns[name][n]])));
  }

  const documents = rows(core.documents);
  const actors = rows(core.actors).map((actor, n) => ({
    ...actor, n, kind: kinds[actor.kind].name, relations: [], radius: network.nodes[n].size, x: network.nodes[n].x,
    y: network.nodes[n].y,
  }));
  let first = 0;
  const relations = rows(core.relations).map(({ id, source, target, type, claims, flags, origins }, n) => {
    const of = core.types[type];
    const relation = {
      n, id, source, target, type: of.relation, label: of.label, inverse: of.inverse_label, family: of.family,
      plover: of.plover, mutual: of.symmetric, contested: Boolean(flags & 1), unnamedOnly: Boolean(flags & 2), origins,
      first, last: first + claims, // its claims are those from ``first`` up to, not with, ``last``
    };
    first += claims;
    actors[source].relations.push(n);
    actors[target].relations.push(n);
    return relation;
  });
  const types = core.types.map(({ relation, label, family }) => ({ name: relation, label, family }));
  const { document: documentOf, status: statusOf, confidence: confidenceOf, date: dateTold } = core.claims;
  const claims = {
    size: documentOf.length,
    document: Uint32Array.from(documentOf),
    status: Uint8Array.from(statusOf),
    confidence: Uint8Array.from(confidenceOf), // in hundredths
    told: dateTold,
    /** When it happened, or if nobody tells, when it was reported. */
    date: dateTold.map((date, n) => date || documents[documentOf[n]].date),
  };

  /** One line of the picture for each pair and direction; ``relations`` are those that it stands for. */
  const lines = network.edges.map((edge) => ({
    n: edge.id, from: edge.from, to: edge.to, relations: edge.relations, mutual: !edge.arrows,
    roundness: edge.smooth ? edge.smooth.roundness : 0,
  }));
  lines.forEach((line) => line.relations.forEach((n) => { relations[n].line = line.n; }));

  // ---------------------------------------------------------------- the evidence, unpacked on demand

  let unpacking = null;

  async function unpack() {
    const packed = atob(document.getElementById("evidence").textContent.trim());
    const octets = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /** Everything that is told of claims beside the columns above; a promise. */
  const evidence = () => (unpacking ??= unpack());

  const MARKS = ["", "source", "trigger", "target"];

  /** What the page shows of claim ``c`` of ``relation``; ``packed`` is what ``evidence`` gave. */
  function claimOf(packed, relation, c) {
    const of = packed.claims;
    const [source, target] = of.turned[c] ? [relation.target, relation.source] : [relation.source, relation.target];
    const said = of.speaker[c];
    const marks = [];
    for (let m = 0; m < of.marks[c].length; m += 3) {
      const [start, end, role] = of.marks[c].slice(m, m + 3);
      marks.push({ start, end, role: MARKS[role] });
    }
    return {
      c, source, target, relation, marks,
      article: documents[claims.document[c]],
      path: packed.paths[claims.document[c]],
      copyOf: packed.copies[claims.document[c]], // the title of the article that this one repeats, or ""
      status: statuses[claims.status[c]],
      confidence: claims.confidence[c] / 100,
      date: claims.told[c],
      quote: packed.sentences[of.sentence[c]],
      start: of.start[c],
      rule: packed.rules[of.rule[c]],
      role: packed.texts[of.role[c]],
      speaker: said && { text: packed.texts[said[0]], actor: said[1] < 0 ? null : said[1], named: Boolean(said[2]),
        via: packed.texts[said[3]] },
    };
  }

  const claimsOf = (packed, relation) =>
    Array.from({ length: relation.last - relation.first }, (_, n) => claimOf(packed, relation, relation.first + n));

  const actorById = new Map(actors.map((actor) => [actor.id, actor.n]));
  const relationById = new Map(relations.map((relation) => [relation.id, relation.n]));

  return { articles: core.articles, kinds, families, statuses, types, documents, actors, relations, claims, lines,
    options: read("network-options"), network, evidence, claimsOf, actorById, relationById };
})();
