import { defineCheck } from "../check.ts";
import { lookThrough, short } from "./steps.ts";

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
    return lookThrough(await workspace.history(), (commit) => {
      const paths = commit.changes.map(({ path }) => path).filter((path) => generated.test(path));
      const [path] = paths;
      if (path === undefined) return [];
      const touched = paths.length === 1 ? path : `${paths.length} generated files, ${path} among them`;
      const message = `Commit ${short(commit)} touches ${touched}. To ask: what is in .gitignore, and why?`;
      return [{ message, place: { path, commit: commit.id } }];
    });
  },
});
