/** Rows of the decision tables of a pack, and which of them hold for a thing. */
package org.twinsuite.rules.pack.row;
