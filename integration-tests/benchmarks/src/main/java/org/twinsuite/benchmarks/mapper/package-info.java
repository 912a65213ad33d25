/** Bench of the payload mappers. */
package org.twinsuite.benchmarks.mapper;
