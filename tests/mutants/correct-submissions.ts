/** The implementations of the brief `orders` that are right in everything: no check may fail on them. */
export const correctSubmissions = ["strong-sqlalchemy", "strong-psycopg"] as const;
