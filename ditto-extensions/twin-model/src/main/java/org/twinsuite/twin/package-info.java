/**
 * The point of a twin: its value, unit, quality and three times, its name, and the clock it was
 * measured by. Written once for mappers, pipeline and control systems.
 */
package org.twinsuite.twin;
