// The usual list of tests, and mocha's own totals in the file that TEST_TOTALS names, for .ci/run.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class TotalsReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(process.env.TEST_TOTALS, JSON.stringify({ passes, failures, pending }));
    });
  }
};
