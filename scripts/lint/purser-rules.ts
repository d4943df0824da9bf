// Lint rules of this project that no general linter has. Loaded by .oxlintrc.json; tried out in test/tooling/lint.test.ts.

/** The few shapes of a syntax tree that the rules look at. */
interface SyntaxNode {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly name?: string;
  readonly callee?: SyntaxNode;
  readonly object?: SyntaxNode;
  readonly property?: SyntaxNode;
  readonly source?: { readonly value?: unknown };
  readonly arguments?: readonly SyntaxNode[];
}

interface RuleContext {
  readonly sourceCode: { readonly lines: readonly string[] };
  report(finding: { readonly node: SyntaxNode; readonly message: string }): void;
}

type Visitor = Readonly<Record<string, (node: SyntaxNode) => void>>;

interface Rule {
  create(context: RuleContext): Visitor;
}

const isNamed = (node: SyntaxNode | undefined, name: string): boolean => node?.type === 'Identifier' && node.name === name;

const isMember = (node: SyntaxNode | undefined, object: string, property: string): boolean =>
  node?.type === 'MemberExpression' && isNamed(node.object, object) && isNamed(node.property, property);

const AMBIENT = [
  ['Date', 'now'],
  ['performance', 'now'],
  ['Math', 'random'],
  ['crypto', 'randomUUID'],
  ['crypto', 'getRandomValues'],
] as const;

/** Domain and core take time and chance from their arguments, so that a test can settle both. */
const noAmbientTime: Rule = {
  create(context) {
    const message = 'Take time from the Clock port and ids from the Ids port: here neither the clock nor chance may be read.';
    return {
      MemberExpression(node) {
        if (
          AMBIENT.some(([object, property]) => isMember(node, object, property)) ||
          (isNamed(node.object, 'Temporal') && isNamed(node.property, 'Now'))
        ) {
          context.report({ node, message });
        }
      },
      NewExpression(node) {
        if (isNamed(node.callee, 'Date') && node.arguments?.length === 0) {
          context.report({ node, message });
        }
      },
      CallExpression(node) {
        if (isNamed(node.callee, 'Date') || isNamed(node.callee, 'setTimeout') || isNamed(node.callee, 'setInterval')) {
          context.report({ node, message: isNamed(node.callee, 'Date') ? message : 'Take delays from the Timers port.' });
        }
      },
    };
  },
};

const VENDORS = /shipstation|quickbooks|intuit/i;

/** The core knows the world by roles (OrderSource, Books); a vendor's name in an identifier means an adapter leaked in. */
const noVendorNames: Rule = {
  create(context) {
    const check = (node: SyntaxNode): void => {
      if (node.name !== undefined && VENDORS.test(node.name)) {
        context.report({ node, message: `"${node.name}" names a vendor: the core knows only roles (OrderSource, Books).` });
      }
    };
    return { Identifier: check, PrivateIdentifier: check };
  },
};

const TIMER_MODULES = new Set(['timers', 'timers/promises', 'node:timers', 'node:timers/promises']);
const SLEEPERS = new Set(['setTimeout', 'setInterval', 'sleep', 'waitForTimeout']);

/** A test waits on state (expect.poll, waitFor…, an event), never on time. */
const noSleep: Rule = {
  create(context) {
    const message = 'Wait on state (expect.poll, an event, a locator), never on time.';
    return {
      ImportDeclaration(node) {
        if (typeof node.source?.value === 'string' && TIMER_MODULES.has(node.source.value)) {
          context.report({ node, message });
        }
      },
      CallExpression(node) {
        const called = node.callee?.type === 'MemberExpression' ? node.callee.property : node.callee;
        const isPortsSleep = node.callee?.type === 'MemberExpression' && called?.name === 'sleep';
        if (called?.type === 'Identifier' && SLEEPERS.has(called.name ?? '') && !isPortsSleep) {
          context.report({ node, message });
        }
      },
    };
  },
};

const LONGEST_FUNCTION = 50;

/** Lines that hold code: neither blank nor comment. */
const codeLines = (lines: readonly string[]): number => lines.filter((line) => !/^\s*($|\/\/|\/?\*)/.test(line)).length;

/**
 * A function's own lines, without those of the functions inside it: a factory that returns six short functions is six short
 * functions, and a long one inside it is found by itself.
 */
const shortFunctions: Rule = {
  create(context) {
    const nested: number[] = [];
    const enter = (): void => {
      nested.push(0);
    };
    const leave = (node: SyntaxNode): void => {
      const { start, end } = node.loc ?? { start: { line: 0 }, end: { line: 0 } };
      const whole = codeLines(context.sourceCode.lines.slice(start.line - 1, end.line));
      const inside = nested.pop() ?? 0;
      const own = whole - inside;
      if (own > LONGEST_FUNCTION) {
        context.report({ node, message: `This function has ${own} lines of its own (at most ${LONGEST_FUNCTION}): split it.` });
      }
      const around = nested.pop();
      if (around !== undefined) {
        // The lines it shares with the function around it (its first and last) count for that one.
        nested.push(around + Math.max(0, whole - 2));
      }
    };
    return {
      FunctionDeclaration: enter,
      FunctionExpression: enter,
      ArrowFunctionExpression: enter,
      'FunctionDeclaration:exit': leave,
      'FunctionExpression:exit': leave,
      'ArrowFunctionExpression:exit': leave,
    };
  },
};

const plugin = {
  meta: { name: 'purser' },
  rules: { 'no-ambient-time': noAmbientTime, 'no-vendor-names': noVendorNames, 'no-sleep': noSleep, 'short-functions': shortFunctions },
};

export default plugin;
