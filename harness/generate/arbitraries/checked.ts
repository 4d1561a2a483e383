import fc, { type Arbitrary, type Random, type Stream } from "fast-check";

/** How often a value is made anew before a known one stands in for it: an end that `filter` alone does not have. */
const mostAttempts = 100;

/** Values that are tried to find the first good one. */
const firstAttempts = 300;

/** Any seed will do, as long as it is always the same. */
const fixedSeed = 20_260_101;

/**
 * The values of an arbitrary that fit, made within a bounded number of attempts; undefined where its first
 * `attempts` values hold none.
 * Shrinks as the arbitrary does, to values that fit.
 */
export function checked<T>(
  inner: Arbitrary<T>,
  fits: (value: T) => boolean,
  attempts: number = firstAttempts,
): Arbitrary<T> | undefined {
  const known = firstOf(inner, fits, attempts);
  return known === undefined ? undefined : new Checked(inner, fits, known.value);
}

/** The first of an arbitrary's values, always the same ones, that fits. */
export function firstOf<T>(
  inner: Arbitrary<T>,
  fits: (value: T) => boolean,
  attempts: number = firstAttempts,
): { readonly value: T } | undefined {
  for (const value of fixedSample(inner, attempts)) {
    if (fits(value)) return { value };
  }
  return undefined;
}

/** The first values of an arbitrary, the same ones whenever it is asked; made one by one, as they are taken. */
export function* fixedSample<T>(inner: Arbitrary<T>, count: number): Generator<T> {
  // One call for one value, so that what is not looked at is not made; the seed differs, so that the values do.
  for (let index = 0; index < count; index += 1) {
    yield* fc.sample(inner, { seed: fixedSeed + index, numRuns: 1 });
  }
}

/** fast-check asks for a class where an arbitrary is not put together from others. */
class Checked<T> extends fc.Arbitrary<T> {
  readonly #inner: Arbitrary<T>;
  readonly #fits: (value: T) => boolean;
  readonly #known: T;

  constructor(inner: Arbitrary<T>, fits: (value: T) => boolean, known: T) {
    super();
    this.#inner = inner;
    this.#fits = fits;
    this.#known = known;
  }

  override generate(random: Random, biasFactor: number | undefined): fc.Value<T> {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const made = this.#inner.generate(random, biasFactor);
      if (this.#fits(made.value)) return made;
    }
    return new fc.Value(this.#known, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#inner.canShrinkWithoutContext(value);
  }

  override shrink(value: T, context: unknown): Stream<fc.Value<T>> {
    if (context === undefined && !this.#inner.canShrinkWithoutContext(value)) return fc.Stream.nil();
    return this.#inner.shrink(value, context).filter((made) => this.#fits(made.value));
  }
}
