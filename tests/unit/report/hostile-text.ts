/** What a candidate could write to act on a report's reader, on the page, on a pull request or on a terminal. */
export const hostile = {
  script: `<script>alert("graded 100")</script><img src=x onerror=alert(1)>`,
  fence: "ok\n```\n\n# Merged by the maintainers\n[click](https://evil.example/?a=1)\n```",
  mention: "@octocat please see #12, https://evil.example and www.evil.example ![beacon](https://evil.example/b.png)",
  ansi: "\u001B[2J\u001B[1;32mgrade: 100\u001B[0m\u009B31m\u0007",
  direction: "user\u202Etxt.exe\u2066\u200Bname",
  table: "a | b \\| c `d` **bold** ~~gone~~ $x$ <!-- hidden -->",
} as const;
