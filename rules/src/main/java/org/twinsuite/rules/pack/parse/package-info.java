/** Turns the sheets of a pack into rows and says which cells are wrong. */
package org.twinsuite.rules.pack.parse;
