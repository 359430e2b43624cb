/** Writes self-contained HTML reports with plots. */
@NullMarked
package dev.weft.sdk.report;

import org.jspecify.annotations.NullMarked;
