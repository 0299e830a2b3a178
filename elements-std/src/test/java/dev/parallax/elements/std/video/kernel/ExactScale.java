package dev.parallax.elements.std.video.kernel;

/** Scales one component in doubles, straight from the definition. */
final class ExactScale {
  private ExactScale() {}

  static double[][] scale(
      double[][] from, int width, int height, Interpolation way, double envelope, double most) {
    double[][] across = new double[from.length][];
    for (int y = 0; y < from.length; y++) {
      across[y] = line(from[y], width, way, envelope);
    }
    double[][] to = new double[height][width];
    double[] column = new double[from.length];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < column.length; y++) {
        column[y] = across[y][x];
      }
      double[] scaled = line(column, height, way, envelope);
      for (int y = 0; y < height; y++) {
        to[y][x] = Math.clamp(scaled[y], 0, most);
      }
    }
    return to;
  }

  private static double[] line(double[] from, int size, Interpolation way, double envelope) {
    double[] to = new double[size];
    double scale = (double) from.length / size;
    double wide = way.widens() ? Math.max(1, scale) : 1;
    double reach = way.reach(envelope) * wide;
    for (int i = 0; i < size; i++) {
      double centre = (i + 0.5) * scale - 0.5;
      if (way == Interpolation.NEAREST) {
        to[i] = from[(int) Math.floor((i + 0.5) * scale)];
        continue;
      }
      double sum = 0;
      double weights = 0;
      for (int k = (int) Math.floor(centre - reach); k <= centre + reach + 1; k++) {
        double weight = way.weight((k - centre) / wide, envelope);
        sum += weight * from[Math.clamp(k, 0, from.length - 1)];
        weights += weight;
      }
      to[i] = sum / weights;
    }
    return to;
  }

  /** Peak signal to noise ratio in decibels. */
  static double psnr(double[][] exact, double[][] seen, double peak) {
    double sum = 0;
    for (int y = 0; y < exact.length; y++) {
      for (int x = 0; x < exact[y].length; x++) {
        double error = exact[y][x] - seen[y][x];
        sum += error * error;
      }
    }
    return 10 * Math.log10(peak * peak * exact.length * exact[0].length / sum);
  }
}
