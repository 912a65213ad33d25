/** Units of measure: UCUM, the other spellings that plants use, and conversions. */
package org.twinsuite.twin.unit;
