import { expect, test } from "vitest";
import broadExcept from "../../../../harness/checks/design/broad-except.ts";
import { inspect } from "../../submission/inspect.ts";

const at = (handler: string, attempt = "save(order)", name = "create_order"): string =>
  `def ${name}():\n    try:\n        ${attempt}\n    ${handler.replaceAll("\n", "\n        ")}\n`;

const fine: Readonly<Record<string, string>> = {
  "raised again after a rollback": at("except Exception:\ndb.session.rollback()\nraise"),
  "raised as something else": at("except Exception as error:\nraise ServiceFailed from error"),
  "logged and answered": at("except Exception:\nlogger.exception('failed')\nreturn problem(500)"),
  "logged with its traceback": at("except Exception:\nlogging.error('failed', exc_info=True)\nreturn None"),
  "answered as a server error": at("except Exception:\nreturn {'status': 'down'}, 503"),
  "answered by name": at("except Exception:\nreturn '', HTTPStatus.SERVICE_UNAVAILABLE"),
  aborted: at("except Exception:\nabort(500)"),
  "handed to a function": at("except Exception as error:\nreturn problem_from(error)"),
  "kept for later": at("except Exception as error:\nlast_error = error"),
  "the answer of a readiness probe": at("except Exception:\nreturn False", "connect()", "database_ready"),
  "the answer of a ping": at("except Exception:\nrunning = False", "running = bool(broker.ping())"),
  "tried again after a while": at("except Exception:\ntime.sleep(1)", "connect()"),
  "around an import": at("except Exception:\nujson = None", "import ujson"),
  "around a conversion": at("except Exception:\nreturn problem(400)", "number = int(value)"),
  "around cleaning up": at("except Exception:\npass", "connection.close()"),
  "counted, to be told later": at("except Exception:\nfailures += 1"),
  "bad input, by its conversion": at("except Exception:\nabort(400)", "number = Decimal(value)"),
  "narrow already": at("except KeyError:\npass"),
};

test.each(Object.entries(fine))("%s is not swallowed", async (_name, source) => {
  expect(await inspect(broadExcept, { "app.py": source })).toMatchObject({ verdict: "passed" });
});

const swallowed: Readonly<Record<string, string>> = {
  "a bare except that passes": at("except:\npass"),
  "Exception that passes": at("except Exception:\npass"),
  "BaseException in a tuple": at("except (ValueError, BaseException):\nreturn None"),
  "every failure blamed on the client": at("except Exception as e:\nreturn jsonify({'error': str(e)}), 400"),
  "every failure aborted as the client's": at("except Exception:\nabort(400)"),
  "an error with status 200": at("except Exception as e:\nreturn jsonify(error=str(e))"),
  "a number in a message": at("except Exception:\nreturn 'more than 500 items'"),
  "contextlib.suppress":
    "from contextlib import suppress\ndef f():\n    x = 1\n    with suppress(Exception):\n        save(x)\n",
};

test.each(Object.entries(swallowed))("%s is swallowed, and its line is named", async (_name, source) => {
  expect(await inspect(broadExcept, { "app.py": source })).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ place: { path: "app.py", line: 4 } }],
  });
});

test("several swallowed failures leave nothing, those in tests do not count", async () => {
  const two = at("except Exception:\npass") + at("except Exception:\npass");
  expect(await inspect(broadExcept, { "app.py": two })).toMatchObject({ verdict: "failed", share: 0 });
  expect(await inspect(broadExcept, { "tests/test_a.py": two })).toMatchObject({ verdict: "passed" });
});
