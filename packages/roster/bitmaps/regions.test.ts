import { describe, expect, test } from 'vitest';
import { offsetOf, type Place, Regions, roomFor, segmentOf } from './regions.ts';

function wordsAt(regions: Regions, place: Place, room: number): Uint32Array {
  return regions.segments[segmentOf(place)]!.subarray(offsetOf(place), offsetOf(place) + room);
}

describe('rooms', () => {
  test.each([
    [0, 16],
    [1, 16],
    [16, 16],
    [17, 32],
    [256, 256],
    [513, 544],
    [3126, 3200],
    [1 << 20, 1 << 20],
    [(1 << 20) + 1, (1 << 20) + (1 << 16)],
  ])('%i words get %i', (words, room) => {
    expect(roomFor(words)).toBe(room);
  });

  test('are at most a line or an eighth more than needed, and fit themselves', () => {
    for (let words = 1; words < 100_000; words += 7) {
      const room = roomFor(words);
      expect(room >= words && room <= words + Math.max(15, words / 8) && roomFor(room) === room).toBe(true);
    }
  });
});

describe('regions', () => {
  test('do not overlap, are zeros when handed out, and are handed out again', () => {
    const regions = new Regions();
    const held: [place: Place, room: number, mark: number][] = [];
    for (let i = 1; i <= 3000; i += 1) {
      const room = roomFor((i * 37) % 900);
      const place = regions.take(room);
      expect(wordsAt(regions, place, room).every((word) => word === 0)).toBe(true);
      wordsAt(regions, place, room).fill(i);
      held.push([place, room, i]);
      if (i % 3 === 0) regions.giveBack(...(held.shift()!.slice(0, 2) as [Place, number]));
    }
    for (const [place, room, mark] of held) {
      expect(wordsAt(regions, place, room).every((word) => word === mark)).toBe(true);
    }
    const before = regions.sizeBytes;
    const [place, room] = held[0]!;
    regions.giveBack(place, room);
    expect(regions.take(room)).toBe(place);
    expect(regions.sizeBytes).toBe(before);
  });

  test('name a segment to empty once much is left behind, and never hand out of it again', () => {
    const regions = new Regions();
    const places = Array.from({ length: 2000 }, () => regions.take(256));
    expect(regions.worst()).toBeUndefined();
    for (const place of places.slice(0, 1900)) regions.giveBack(place, 256);
    const before = regions.sizeBytes;
    const worst = regions.worst()!;
    expect(worst).toBeGreaterThan(0);
    for (let i = 0; i < 1900; i += 1) expect(segmentOf(regions.take(256))).not.toBe(worst);
    const length = regions.segments[worst]!.length;
    const grown = regions.sizeBytes;
    regions.drop(worst);
    expect(regions.sizeBytes).toBe(grown - 4 * length);
    expect(grown).toBeGreaterThanOrEqual(before);
  });

  test('a large one has a segment to itself', () => {
    const regions = new Regions();
    const small = regions.take(16);
    const large = regions.take(roomFor(1_000_000));
    expect(segmentOf(regions.take(16))).toBe(segmentOf(small));
    expect(offsetOf(large)).toBe(0);
  });
});
