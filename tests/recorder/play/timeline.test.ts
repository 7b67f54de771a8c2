import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTimeline } from '../../../src/recorder/play/timeline.ts';

describe('the time of a film', () => {
  test('stands still between commands, however long they take', () => {
    const timeline = createTimeline();
    expect([timeline.at(0), timeline.at(900)]).toEqual([0, 0]);
  });

  test('takes exactly what a scripted pause says when the machine wakes late', () => {
    const timeline = createTimeline();
    const due = timeline.beginPause(500, 0);
    expect(due).toBe(500);
    expect(timeline.at(200)).toBe(200);
    timeline.endPause();
    expect(timeline.at(507)).toBe(500);
  });

  test('cuts the next pause by a small delay, so that delays do not add up in real time', () => {
    const timeline = createTimeline();
    timeline.beginPause(500, 0);
    timeline.endPause();
    expect(timeline.beginPause(100, 508)).toBe(600);
    timeline.endPause();
    expect(timeline.at(601)).toBe(600);
  });

  test('gives the program its whole pause after a long delay', () => {
    const timeline = createTimeline();
    timeline.beginPause(500, 0);
    timeline.endPause();
    expect(timeline.beginPause(100, 901)).toBe(1001);
    timeline.endPause();
    expect(timeline.at(1001)).toBe(600);
  });

  test('never shows output of a late wake-up after the end of its pause', () => {
    const timeline = createTimeline();
    timeline.beginPause(100, 0);
    expect(timeline.at(130)).toBe(100);
  });

  test('keeps what has passed of a pause that is broken off', () => {
    const timeline = createTimeline();
    timeline.beginPause(1000, 0);
    timeline.stand(300);
    expect(timeline.at(5000)).toBe(300);
  });

  test('runs with the program during an unscripted wait', () => {
    const timeline = createTimeline();
    timeline.run(50);
    expect(timeline.at(1250)).toBe(1200);
    timeline.stand(1250);
    expect(timeline.at(9000)).toBe(1200);
  });

  test('gives hidden pauses and waits no time', () => {
    const timeline = createTimeline();
    timeline.beginPause(100, 0);
    timeline.endPause();
    timeline.hide(100);
    timeline.beginPause(4000, 100);
    timeline.endPause();
    timeline.run(4100);
    timeline.stand(6000);
    expect(timeline.at(6000)).toBe(100);
    timeline.show(6000);
    expect(timeline.beginPause(50, 6000)).toBe(6050);
    timeline.endPause();
    expect(timeline.at(6050)).toBe(150);
  });

  test('runs on from the moment it is shown again, not from where it ran in hiding', () => {
    const timeline = createTimeline();
    timeline.hide(0);
    timeline.run(100);
    timeline.show(5000);
    expect([timeline.at(5000), timeline.at(5200)]).toEqual([0, 200]);
  });

  test('gives the first pause that is shown its whole length, though a hidden one ended just before', () => {
    const timeline = createTimeline();
    timeline.hide(0);
    timeline.beginPause(1000, 0);
    timeline.endPause();
    timeline.show(1010);
    expect(timeline.beginPause(50, 1010)).toBe(1060);
  });

  test('gives a pause its whole length when the one before it was over early', () => {
    const timeline = createTimeline();
    timeline.beginPause(500, 0);
    timeline.endPause();
    expect(timeline.beginPause(100, 499)).toBe(599);
    expect(timeline.at(549)).toBe(550);
  });

  test('types on at its pace after a delay that would make any other pause begin anew', () => {
    const typing = createTimeline();
    typing.beginPause(20, 0, 'typing');
    typing.endPause();
    expect(typing.beginPause(20, 220, 'typing')).toBe(40);
    const waiting = createTimeline();
    waiting.beginPause(20, 0);
    waiting.endPause();
    expect(waiting.beginPause(20, 220)).toBe(240);
  });

  test('runs faster or slower from the moment a tape says so', () => {
    const timeline = createTimeline();
    timeline.run(0);
    timeline.setSpeed(4, 1000);
    timeline.stand(5000);
    expect(timeline.at(5000)).toBe(2000);
    timeline.beginPause(400, 5000);
    timeline.endPause();
    expect(timeline.at(5400)).toBe(2100);
  });

  test('adds up to the script for any pauses and any delays, and never falls', () => {
    const step = fc.record({ pause: fc.integer({ min: 0, max: 3000 }), late: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const timeline = createTimeline();
        let now = 0;
        let last = 0;
        for (const { pause, late } of steps) {
          now = Math.max(now, timeline.beginPause(pause, now)) + late;
          expect(timeline.at(now)).toBeGreaterThanOrEqual(last);
          timeline.endPause();
          last = timeline.at(now);
        }
        expect(last).toBe(steps.reduce((sum, { pause }) => sum + pause, 0));
      }),
    );
  });
});
