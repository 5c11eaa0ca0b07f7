package org.integrand.diffusion.image;

/// The size of a picture, `[channel][row][column]`.
///
/// @param channels 1 grey, 3 red, green and blue, or others
public record ImageShape(int channels, int height, int width) {
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1 || (long) channels * height * width > ImageSet.LARGEST)
            throw new IllegalArgumentException("picture of " + channels + " channels, " + height + " rows, " + width
                    + " columns: expected at least 1 of each, and fewer than 2^31 numbers in all");
    }

    /// Numbers of a picture.
    public int numbers() {
        return channels * height * width;
    }

    /// `28 x 28 pixels, 1 channel`: columns first.
    @Override
    public String toString() {
        return width + " x " + height + " pixels, " + channels + (channels == 1 ? " channel" : " channels");
    }
}
