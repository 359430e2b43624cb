package dev.weft.solvers.matrix;

import dev.weft.solvers.lanes.VectorModule;
import dev.weft.solvers.matrix.BlockedProduct.Blocks;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Both tiles, also the one that this processor would not choose, in blocks so small that their seams are met. */
class TileProperties {
    @Property(tries = 300)
    void everyTileAgreesWithThreeLoops(
            @ForAll long seed,
            @ForAll @IntRange(max = 45) int m,
            @ForAll @IntRange(max = 45) int n,
            @ForAll @IntRange(max = 45) int k) {
        if (!VectorModule.present()) {
            return;
        }
        ProductCase drawn = new ProductCase(new Random(seed), m, n, k);
        for (MatrixBackend backend : Tiles.small()) {
            MatrixProducts products = new MatrixProducts(ProductRule.only(backend, "under test"));
            MatrixProductsProperties.assertWithinRounding(drawn, products);
        }
    }

    /** A class of its own, for it cannot be linked without the module. */
    private static final class Tiles {
        static List<MatrixBackend> small() {
            int columns = 2 * DoubleTile.COLUMNS;
            int floatColumns = 2 * FloatTile.COLUMNS;
            return List.of(
                    new VectorBackend(
                            new DoubleTile5x2(new Blocks(10, 7, columns)),
                            new FloatTile5x2(new Blocks(10, 7, floatColumns))),
                    new VectorBackend(
                            new DoubleTile6x2(new Blocks(12, 9, columns)),
                            new FloatTile6x2(new Blocks(12, 9, floatColumns))));
        }
    }
}
