package dev.parallax.rtcheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Nodes of a graph that lie on a cycle (Tarjan's components, without recursion). */
final class Cycles {
  private static final int NEW = -1;

  private final List<List<Integer>> next;
  private final int[] index;
  private final int[] low;
  private final boolean[] onStack;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<Integer> found = new ArrayList<>();
  private int count;

  private Cycles(List<List<Integer>> next) {
    this.next = next;
    index = new int[next.size()];
    low = new int[next.size()];
    onStack = new boolean[next.size()];
    Arrays.fill(index, NEW);
  }

  static List<Integer> of(List<List<Integer>> next) {
    Cycles cycles = new Cycles(next);
    for (int node = 0; node < next.size(); node++) {
      if (cycles.index[node] == NEW) {
        cycles.visit(node);
      }
    }
    return cycles.found;
  }

  private void visit(int root) {
    Deque<int[]> path = new ArrayDeque<>();
    path.push(enter(root));
    while (!path.isEmpty()) {
      int[] at = path.element();
      int node = at[0];
      if (at[1] < next.get(node).size()) {
        int to = next.get(node).get(at[1]++);
        if (index[to] == NEW) {
          path.push(enter(to));
        } else if (onStack[to]) {
          low[node] = Math.min(low[node], index[to]);
        }
      } else {
        path.pop();
        if (!path.isEmpty()) {
          int parent = path.element()[0];
          low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] == index[node]) {
          leave(node);
        }
      }
    }
  }

  private int[] enter(int node) {
    index[node] = count;
    low[node] = count++;
    stack.push(node);
    onStack[node] = true;
    return new int[] {node, 0};
  }

  private void leave(int root) {
    List<Integer> component = new ArrayList<>();
    int node;
    do {
      node = stack.pop();
      onStack[node] = false;
      component.add(node);
    } while (node != root);
    if (component.size() > 1 || next.get(root).contains(root)) {
      found.addAll(component);
    }
  }
}
