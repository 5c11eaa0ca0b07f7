package org.integrand.diffusion.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitImagesTest {
    @TempDir
    private Path folder;

    @Test
    void pixelsBecomeNumbersFromMinusOneToOne() throws IOException {
        SyntheticDigits.write(folder, 20, 5);
        var images = DigitImages.training(folder);
        assertThat(images.count()).isEqualTo(20);
        assertThat(images.label(13)).isEqualTo(3);
        assertThat(images.images()).hasSize(20 * 784).contains(-1f, 1f);
        for (float pixel : images.images()) assertThat(pixel).isBetween(-1f, 1f);
        assertThat(DigitImages.test(folder).labels()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> DigitImages.training(folder))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("no train-images-idx3-ubyte[.gz]");
    }

    @Test
    void aFileOfAnotherKindOrCutOffIsRefused() throws IOException {
        SyntheticDigits.write(folder, 4, 4);
        var file = folder.resolve("t10k-labels-idx1-ubyte.gz");
        Files.copy(file, folder.resolve("t10k-images-idx3-ubyte"));
        assertThatThrownBy(() -> DigitImages.test(folder)).hasMessageContaining("magic number 00000801");
        Files.write(
                folder.resolve("t10k-images-idx3-ubyte"),
                new byte[] {0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 28, 0, 0, 0, 28, 7});
        assertThatThrownBy(() -> DigitImages.test(folder)).hasMessageContaining("1 bytes, expected 3136");
    }
}
