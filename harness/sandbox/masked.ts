/** What a command said, without the passwords that it was given. */
export function masked(text: string, password: string, databaseUrl: string): string {
  return text.replaceAll(password, "***").replaceAll(new URL(databaseUrl).password, "***");
}
