/**
 * What rules may know: immutable facts about one thing, each with event time and thing revision.
 */
package org.twinsuite.rules.fact;
