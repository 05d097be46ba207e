// A font in which every letter is the same box: text then takes the same place on every machine, whatever fonts it has, and
// still has a colour that is seen. As TrueType, with the tables that browsers ask for.

const UNITS = 1000;
const ADVANCE = 540;
// What a letter is drawn as: one box on the base line.
const BOX = { left: 60, right: 480, bottom: 0, top: 640 };
// Latin, punctuation, arrows, mathematical signs.
const RANGES = [[0x21, 0x24f], [0x2010, 0x206f], [0x2190, 0x21ff], [0x2212, 0x2265]];
const BLANKS = [0x20, 0xa0, 0x2002, 0x2003, 0x2009, 0x202f];

class Bytes {
  #parts = [];
  u16(...numbers) {
    for (const number of numbers) this.#parts.push((number >> 8) & 0xff, number & 0xff);
    return this;
  }
  u32(...numbers) {
    for (const number of numbers) this.u16(number >>> 16, number & 0xffff);
    return this;
  }
  u8(...numbers) {
    this.#parts.push(...numbers);
    return this;
  }
  text(text) {
    return this.u8(...Buffer.from(text, "latin1"));
  }
  done() {
    return Buffer.from(this.#parts);
  }
}

// Letters lead to glyph 1, blanks to glyph 2, in groups of one (format 12).
function cmap() {
  const letters = RANGES.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => [first + place, 1]));
  const groups = [...letters.filter(([code]) => !BLANKS.includes(code)), ...BLANKS.map((code) => [code, 2])].sort(([a], [b]) => a - b);
  const bytes = new Bytes().u16(0, 1, 3, 10).u32(12);
  bytes.u16(12, 0).u32(16 + groups.length * 12, 0, groups.length);
  for (const [code, glyph] of groups) bytes.u32(code, code, glyph);
  return bytes.done();
}

function box() {
  const { left, right, bottom, top } = BOX;
  const glyph = new Bytes().u16(1, left, bottom, right, top, 3, 0).u8(1, 1, 1, 1);
  // Each corner as a step from the one before, in whole numbers.
  return glyph.u16(left, 0, right - left, 0).u16(bottom, top - bottom, 0, bottom - top).done();
}

function tables() {
  const glyph = box();
  const padded = Buffer.concat([glyph, Buffer.alloc((4 - (glyph.length % 4)) % 4)]);
  const names = [[1, "Box"], [2, "Regular"], [4, "Box"], [6, "Box"]];
  const name = new Bytes().u16(0, names.length, 6 + names.length * 12);
  let at = 0;
  for (const [id, text] of names) {
    name.u16(1, 0, 0, id, text.length, at);
    at += text.length;
  }
  for (const [, text] of names) name.text(text);
  const { left, right, bottom, top } = BOX;
  return {
    "OS/2": new Bytes()
      .u16(4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0)
      .u8(...Array(10).fill(0)).u32(0, 0, 0, 0).text("NONE").u16(64, 0x20, 0x2265, 800, 0xff38, 0, 800, 200)
      .u32(1, 0).u16(500, 640, 0, 32, 1).done(),
    cmap: cmap(),
    glyf: Buffer.concat([padded, padded]),
    head: new Bytes().u32(0x10000, 0x10000, 0, 0x5f0f3cf5).u16(3, UNITS).u32(0, 0, 0, 0).u16(left, bottom, right, top, 0, 8, 2, 0, 0).done(),
    hhea: new Bytes().u32(0x10000).u16(800, 0xff38, 0, ADVANCE, left, ADVANCE - right, right, 1, 0, 0, 0, 0, 0, 0, 0, 3).done(),
    hmtx: new Bytes().u16(ADVANCE, left, ADVANCE, left, ADVANCE, 0).done(),
    loca: new Bytes().u16(0, padded.length / 2, padded.length, padded.length).done(),
    maxp: new Bytes().u32(0x10000).u16(3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0).done(),
    name: name.done(),
    post: new Bytes().u32(0x30000, 0).u16(0xff9c, 50).u32(0, 0, 0, 0, 0).done(),
  };
}

function checksum(bytes) {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}

export function boxFont() {
  const all = Object.entries(tables());
  const largest = 2 ** Math.floor(Math.log2(all.length));
  const head = new Bytes().u32(0x10000).u16(all.length, largest * 16, Math.log2(largest), (all.length - largest) * 16);
  let at = 12 + all.length * 16;
  const bodies = [];
  for (const [tag, bytes] of all) {
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    head.text(tag).u32(checksum(padded), at, bytes.length);
    bodies.push(padded);
    at += padded.length;
  }
  return Buffer.concat([head.done(), ...bodies]);
}
