package dev.parallax.memory;

/** The pages that an arena got. */
public enum PageKind {
  /** Reserved huge pages of 2 MiB ({@code vm.nr_hugepages}). */
  HUGETLB,
  /** Small pages that the kernel joins where it can (transparent huge pages for shared memory). */
  TRANSPARENT,
  /** Small pages of 4 KiB. */
  SMALL
}
