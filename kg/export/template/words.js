/* Words: dates, counts and names as a reader expects them. Nothing here knows of the graph. */
const words = (() => {
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];

  /** "2026-01-05" -> "5 January 2026"; whatever is not an ISO date stays as it is. */
  function day(iso) {
    const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso);
    if (!parts || (parts[2] && !MONTHS[parts[2] - 1])) return iso;
    return [parts[3] && Number(parts[3]), parts[2] && MONTHS[parts[2] - 1], parts[1]].filter(Boolean).join(" ");
  }

  /** A date for a table: "5 Jan 2026". */
  const shortDay = (iso) => day(iso).replace(/[A-Z][a-z]{3,}/, (month) => month.slice(0, 3));
  const period = (first, last) => (first === last ? day(first) : `${day(first)} to ${day(last)}`);

  /** A date as precise as it is told, and what it does not tell. */
  const dateTold = (iso) => day(iso) +
    (/^\d{4}-\d\d$/.test(iso) ? ", day not told" : /^\d{4}$/.test(iso) ? ", month and day not told" : "");

  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
  const number = (n) => n.toLocaleString("en");
  const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

  const UNMARKED = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };

  /** Lower case, without accents and punctuation: what a search compares. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[ßæœøłđðþı]/g, (letter) => UNMARKED[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  /** A text of an article inside a line of ours: what it says of the direction of writing ends where it ends. */
  const apart = (text) => `\u2068${text}\u2069`;

  /** At most ``most`` letters of a text. */
  const short = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

  return { day, shortDay, period, dateTold, capital, number, count, fold, apart, short };
})();
