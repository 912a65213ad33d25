/** Sensor Measurement Lists, RFC 8428. */
package org.twinsuite.ditto.extensions.senml;
