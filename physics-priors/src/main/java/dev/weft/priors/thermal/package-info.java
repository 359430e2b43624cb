/** Priors of heat: rooms, heat exchangers, heated boards, transformers. Temperatures are absolute, in kelvins. */
@NullMarked
package dev.weft.priors.thermal;

import org.jspecify.annotations.NullMarked;
