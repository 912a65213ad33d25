/** Units of measure: UCUM codes, other spellings of them, and conversions. */
package org.twinsuite.ditto.extensions.unit;
