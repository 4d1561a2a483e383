import { defineCheck } from "../check.ts";
import { short } from "./steps.ts";

/** What tools and systems make again at any time. */
const generated =
  /(^|\/)(__pycache__|node_modules|site-packages|\.venv|venv|\.tox|htmlcov|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.idea|[^/]+\.egg-info)\/|\.py[co]$|(^|\/)(\.DS_Store|Thumbs\.db|\.coverage|coverage\.xml|[^/]+\.(sqlite3?|log))$/;

export default defineCheck({
  id: "history.generated-files-committed",
  stage: "source",
  advisory: true,
  title: "Only what somebody wrote is committed",
  why: "Files that tools make hide what a person changed, and differ on every machine.",
  hint: "Name them in .gitignore, and take them out with git rm --cached.",
  async run({ workspace }) {
    const history = await workspace.history();
    if (history.length === 0)
      return { verdict: "not-applicable", reason: "The submission came without a git history." };
    const found = history.flatMap((commit) => {
      const paths = commit.changes.map(({ path }) => path).filter((path) => generated.test(path));
      const [path] = paths;
      return path === undefined ? [] : [{ commit, path, count: paths.length }];
    });
    const examined = `${history.length} commits`;
    if (found.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 0,
      examined,
      findings: found.slice(0, 10).map(({ commit, path, count }) => ({
        message: `Commit ${short(commit)} touches ${count === 1 ? path : `${count} generated files, ${path} among them`}. To ask: what is in .gitignore, and why?`,
        place: { path, commit: commit.id },
      })),
    };
  },
});
