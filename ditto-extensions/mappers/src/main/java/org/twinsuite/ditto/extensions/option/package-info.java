/** Options of the mappers: their types, defaults, checks and descriptions. */
package org.twinsuite.ditto.extensions.option;
