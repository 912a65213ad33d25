/** Reads decision tables (CSV, XLSX) and says exactly where one is wrong. */
package org.twinsuite.rules.table;
