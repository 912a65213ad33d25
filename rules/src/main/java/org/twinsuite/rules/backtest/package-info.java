/** Runs a pack over history, with the same engine that runs live. */
package org.twinsuite.rules.backtest;
