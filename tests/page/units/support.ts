// What several unit tests use: numbers that look random, and the result of a generator.

/** Numbers from 0 to 1 that look random and are the same in each run. */
export function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 16807) % 2147483647;
    yield state / 2147483647;
  }
}

/** Runs a generator to its end, and returns its result. */
export function finished<Result>(generator: Generator<undefined, Result>): Result {
  for (;;) {
    const step = generator.next();
    if (step.done) return step.value;
  }
}
