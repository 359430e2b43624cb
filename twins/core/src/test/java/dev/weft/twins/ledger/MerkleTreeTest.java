package dev.weft.twins.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the tree to published vectors: leaves, roots and paths are those of transparency-dev/merkle, testonly/constants.go
 * and testonly/reference_test.go, before that of google/certificate-transparency, merkle_tree_test.cc.
 */
class MerkleTreeTest {
    private static final List<byte[]> LEAVES = Arrays.stream(new String[] {
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
            })
            .map(HexFormat.of()::parseHex)
            .toList();

    private static MerkleTree tree(int leaves) {
        MerkleTree tree = new MerkleTree();
        LEAVES.subList(0, leaves).forEach(tree::add);
        return tree;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasThePublishedRoots(int leaves, String root) {
        assertThat(hex(tree(leaves).root())).isEqualTo(root);
        assertThat(hex(tree(8).root(leaves))).as("as it was then").isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void hasThePublishedPaths(int index, int leaves, String path) {
        byte[] bytes = tree(leaves).proof(index).toBytes();

        assertThat(hex(Arrays.copyOfRange(bytes, 16, bytes.length))).isEqualTo(path.replace(" ", ""));
    }

    /** An inner node that is handed in as a leaf must not pass for one: that is what the prefixes are for. */
    @Test
    void tellsNodesFromLeaves() {
        byte[] node = new byte[64];
        System.arraycopy(tree(1).root(), 0, node, 0, 32);
        byte[] second = HexFormat.of().parseHex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
        System.arraycopy(second, 0, node, 32, 32);
        MerkleTree forged = new MerkleTree();
        forged.add(node);

        assertThat(forged.root()).isNotEqualTo(tree(2).root());
    }

    @Test
    void takesPartsOfABufferAndIsFilledAgain() {
        byte[] buffer = "some bytes, and 0123 among them".getBytes(StandardCharsets.UTF_8);
        MerkleTree tree = tree(7);
        tree.clear();
        tree.add(buffer, 16, 4);
        MerkleTree other = new MerkleTree();
        other.add("0123".getBytes(StandardCharsets.UTF_8));

        assertThat(tree.size()).isEqualTo(1);
        assertThat(tree.root()).isEqualTo(other.root());
        assertThatThrownBy(() -> tree.add(buffer, 30, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(tree.root()).as("a leaf that was refused leaves no trace").isEqualTo(other.root());
        tree.add(buffer, 16, 4);
        other.add(buffer, 16, 4);
        assertThat(tree.root()).isEqualTo(other.root());
    }

    @Test
    void refusesLeavesThatAreNotThere() {
        assertThatThrownBy(() -> tree(3).proof(3)).hasMessage("proof of leaf 3, expected 0 … 2");
        assertThatThrownBy(() -> tree(3).proof(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree(3).root(4)).hasMessage("Merkle root over 4 leaves, expected 0 … 3");
        assertThatThrownBy(() -> MerkleProof.fromBytes(new byte[47])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleProof.fromBytes(new byte[15])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleProof.fromBytes(new byte[16 + 64 * 32]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
