package org.twinsuite.e2e.cases;

import com.fasterxml.jackson.databind.JsonNode;

/** Gives a case's inputs to what reads them in the product, and returns what came out. */
interface CaseKind {

  /** What came out as JSON; its fields are described in the module's README. */
  JsonNode run(Case input) throws Exception;
}
