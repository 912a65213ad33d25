/** Samples of measured points, and what a reader of a payload format finds besides. */
package org.twinsuite.ditto.extensions.sample;
