/**
 * Brings measured data in and results out: tables of named columns, their files, and the time series made of them.
 *
 * <p>Enter at {@link dev.weft.sdk.data.Tables} (read and write a file) and {@link dev.weft.sdk.data.SeriesReader} (a
 * table becomes series of a prior's inputs and outputs), or at {@link dev.weft.sdk.data.Rows} for sources that are read row by
 * row, such as those of live twins.
 *
 * <p>Rules: what comes from a user's file or command is checked here and refused with a
 * {@link dev.weft.sdk.data.DataException} of one line that says what, where, what was expected and the remedy. Rows are
 * counted from 0 in the API and from 1 in messages, the header not counted; a file's line is added where there is one.
 * No value is guessed, clamped or skipped; of a source that is read row by row, what is wrong with a row is said of the row.
 */
@NullMarked
package dev.weft.sdk.data;

import org.jspecify.annotations.NullMarked;
