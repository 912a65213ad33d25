/** Ditto's service provider interface; the only part that knows Ditto's connectivity service. */
package org.twinsuite.ditto.extensions.mapper;
