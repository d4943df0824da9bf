// The closing line of .ci/run: counts tests from vitest's JSON report; a step that failed outside the tests counts as one failure.
// node scripts/test-summary.mjs REPORT [FAILED-STEP…]
import { readFileSync } from 'node:fs';

const [, , reportPath = '', ...failedSteps] = process.argv;

/** @returns {{ passed: number, failed: number, read: boolean }} */
function countTests() {
  try {
    const report = JSON.parse(readFileSync(reportPath, 'utf8'));
    const failedFiles = report.testResults.filter(
      (/** @type {{ status: string, assertionResults: readonly { status: string }[] }} */ file) =>
        file.status === 'failed' && !file.assertionResults.some((result) => result.status === 'failed'),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + failedFiles.length, read: true };
  } catch {
    return { passed: 0, failed: 0, read: false };
  }
}

const tests = countTests();
const isCounted = tests.failed > 0;
const otherFailures = failedSteps.filter((step) => step !== 'test' || !isCounted);
if (!tests.read && otherFailures.length === 0) {
  otherFailures.push('test report');
}
for (const step of otherFailures) {
  process.stdout.write(`failed: ${step}\n`);
}
const failed = tests.failed + otherFailures.length;
process.stdout.write(`${tests.passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
