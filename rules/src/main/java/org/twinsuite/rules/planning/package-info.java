/**
 * When work is best done: failure risk, production, spare parts and unused life against each other.
 */
package org.twinsuite.rules.planning;
