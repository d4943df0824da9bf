import type { Json, JsonObject, Plan } from '../../../../shared/domain/planning/plan.ts';

/** Replaces each symbolic reference of a body by what `replace` gives for it. */
export function mapReferences(body: JsonObject, replace: (reference: string) => Json): JsonObject {
  const mapped = mapValue(body, replace);
  // Safe: an object without `ref` maps to an object, and a body is no reference itself.
  return mapped as JsonObject;
}

function mapValue(value: Json, replace: (reference: string) => Json): Json {
  if (isList(value)) {
    return value.map((entry) => mapValue(entry, replace));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (typeof value['ref'] === 'string') {
    return replace(value['ref']);
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapValue(entry, replace)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The subjects that a body refers to. */
export function referencesOf(body: JsonObject): readonly string[] {
  const found = new Set<string>();
  mapReferences(body, (reference) => {
    found.add(reference);
    return reference;
  });
  return [...found];
}

/** A plan's references ("new-customer") as outbox subjects ("customer:ana ruiz"), which mean the same to every order's postings. */
export function withSubjects(plan: Plan, body: JsonObject): JsonObject {
  return mapReferences(body, (reference) => {
    const maker = plan.documents.find((candidate) => candidate.makes === reference);
    if (maker === undefined) {
      throw new Error(`The plan of order ${plan.orderId} refers to ${reference}, which it does not make`);
    }
    return { ref: maker.subject };
  });
}
