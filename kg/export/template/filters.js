/* Filters: which claims pass, what relations they leave, and which part of that the picture shows. */
const filters = (() => {
  const { actors, relations, documents, claims, statuses, lines } = records;
  const MOST_ACTORS = 1500; // that the picture opens with; the lists and the search reach all

  const denied = statuses.indexOf("denied");
  const ranked = actors.map(({ n }) => n).sort((a, b) =>
    actors[b].articles - actors[a].articles || actors[b].relations.length - actors[a].relations.length || a - b);

  /** Whether a date of any precision lies between two others; "" is open. */
  const within = (date, since, until) =>
    (!since || (date && date >= since.slice(0, date.length))) && (!until || (date && date.slice(0, until.length) <= until));

  /** A function that tells whether claim number ``c`` passes. */
  function claimTest({ statuses: wanted, publishers, articles, confidence, since, until }) {
    const status = statuses.map((name) => wanted.has(name));
    const article = documents.map(({ publisher }, n) =>
      (!publishers.size || publishers.has(publisher)) && (!articles.size || articles.has(n)));
    const dated = Boolean(since || until);
    return (c) => status[claims.status[c]] && article[claims.document[c]] && claims.confidence[c] >= confidence &&
      (!dated || within(claims.date[c], since, until));
  }

  const allowed = (relation, now) =>
    !now.hiddenFamilies.has(relation.family) && !now.hiddenTypes.has(relation.type) &&
    !now.hiddenKinds.has(actors[relation.source].kind) && !now.hiddenKinds.has(actors[relation.target].kind) &&
    (relation.contested || !now.contestedOnly) && (now.unnamedToo || !relation.unnamedOnly);

  /**
   * What passes: ``passes[c]`` of claims, and of relations ``weight[n]`` (articles with a claim that passes; 0: hidden)
   * and ``status[n]``, the firmest among those claims, "denied" only if all are.
   */
  function sieve(now) {
    const test = claimTest(now);
    const passes = new Uint8Array(claims.size);
    const weight = new Uint32Array(relations.length);
    const status = new Array(relations.length).fill(null);
    const degree = new Uint32Array(actors.length);
    let shown = 0;
    let passing = 0;
    for (const relation of relations) {
      let firmest = -1;
      let articles = 0;
      let article = -1;
      for (let c = relation.first; c < relation.last; c += 1) {
        if (!test(c)) continue;
        passes[c] = 1;
        if (claims.document[c] !== article) articles += 1;
        article = claims.document[c];
        const told = claims.status[c];
        if (firmest < 0 || firmest === denied || (told !== denied && told < firmest)) firmest = told;
      }
      if (!articles || articles < now.least || !allowed(relation, now)) continue;
      weight[relation.n] = articles;
      status[relation.n] = statuses[firmest];
      degree[relation.source] += 1;
      degree[relation.target] += 1;
      shown += 1;
      passing += articles;
    }
    return { passes, weight, status, degree, shown };
  }

  /** Which actors and lines the picture shows, and how many actors it leaves out; what is chosen it always shows. */
  function pictured(now, sifted, also) {
    const { weight, degree } = sifted;
    const connected = ranked.filter((n) => degree[n] > 0);
    const cut = !now.all && connected.length > MOST_ACTORS;
    const strongest = new Set(cut ? connected.slice(0, MOST_ACTORS) : connected);
    for (const n of also.actors) strongest.add(n);
    const shownActors = new Set(also.actors);
    const shownLines = [];
    for (const line of lines) {
      if (!strongest.has(line.from) || !strongest.has(line.to)) continue;
      const of = line.relations.filter((n) => weight[n] > 0 || also.relations.has(n));
      if (!of.length) continue;
      shownLines.push({ ...line, relations: of });
      shownActors.add(line.from).add(line.to);
    }
    if (now.lonely) {
      for (const actor of actors) if (!actor.relations.length && !now.hiddenKinds.has(actor.kind)) shownActors.add(actor.n);
    }
    return { actors: shownActors, lines: shownLines, leftOut: cut ? connected.filter((n) => !shownActors.has(n)).length : 0 };
  }

  return { sieve, pictured, ranked, claimTest, MOST_ACTORS };
})();
